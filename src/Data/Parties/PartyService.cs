using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Tenants;
using FluentValidation;
using FluentValidation.Results;

namespace AdminApp.Data.Parties;

/// <summary>Changes single parties. Every change writes its audit row in the same transaction.</summary>
public sealed class PartyService(TenantDatabases databases, TimeProvider time)
{
    public const string Entity = "parties";

    private static readonly PartyValidator Validator = new();

    private readonly RecordChanges<Party> changes = new(databases, time, id => new PartyNotFoundException(id), current => new StalePartyException(current));

    /// <summary>Creates a party; it is active whatever the caller says.</summary>
    /// <param name="access">Who, where.</param>
    /// <param name="party">Its fields; id, version and state are set here.</param>
    /// <param name="fromForm">Also apply the rules for people at a form.</param>
    /// <param name="cancellationToken">Ends the wait for the write gate.</param>
    /// <exception cref="PartyInvalidException">A field breaks a rule.</exception>
    public async Task<Party> CreateAsync(TenantAccess access, Party party, bool fromForm, CancellationToken cancellationToken)
    {
        access.Demand(Permission.EditParties);
        RefuseFailures(Validate(party, fromForm));
        party.IsActive = true;
        party.IsProtected = false;
        party.Version = 1;
        return await databases.WriteAsync(access.Slug, async context =>
        {
            // Here, where a second run begins: the first may have been given an id.
            party.Id = 0;
            context.Parties.Add(party);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            AuditWriter.Record(context, access.Actor, time.GetUtcNow().UtcDateTime, new AuditChange(AuditActions.Create, Entity, party.Id, party.Name) { After = Values(party) });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return party;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the given fields and nothing else.</summary>
    /// <param name="access">Who, where.</param>
    /// <param name="id">The party.</param>
    /// <param name="update">Its new values.</param>
    /// <param name="expectedVersion">The version that was shown; null lets the last writer win, as the origin's API does.</param>
    /// <param name="fromForm">Also apply the rules for people at a form.</param>
    /// <param name="cancellationToken">Ends the wait for the write gate.</param>
    /// <exception cref="PartyNotFoundException">No such party.</exception>
    /// <exception cref="StalePartyException">It has another version by now.</exception>
    /// <exception cref="PartyInvalidException">A changed field breaks a rule.</exception>
    public Task<Party> UpdateAsync(TenantAccess access, int id, PartyChanges update, int? expectedVersion, bool fromForm, CancellationToken cancellationToken)
    {
        access.Demand(Permission.EditParties);
        return changes.ApplyAsync(access, id, expectedVersion, party =>
        {
            var before = Values(party);
            update.ApplyTo(party);
            // Old rows may break today's rules in fields nobody touches; only what changes is judged.
            RefuseFailures(Validate(party, fromForm).Where(failure => fromForm || update.Fields.ContainsKey(failure.PropertyName)));
            var (was, now) = Difference(before, Values(party));
            return now.Count == 0 ? null : new AuditChange(AuditActions.Update, Entity, party.Id, party.Name) { Before = was, After = now };
        }, cancellationToken);
    }

    /// <summary>Activates or deactivates one party; already being so is a success that changes nothing.</summary>
    /// <exception cref="PartyNotFoundException">No such party.</exception>
    /// <exception cref="StalePartyException">It has another version by now.</exception>
    /// <exception cref="ProtectedPartyException">It is protected against deactivation.</exception>
    public Task<Party> SetActiveAsync(TenantAccess access, int id, bool active, int? expectedVersion, string? reason, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        return changes.ApplyAsync(access, id, expectedVersion, party => SetActive(party, active, reason), cancellationToken);
    }

    /// <summary>Flips the state, as the origin's PATCH toggle does: a retry undoes it.</summary>
    /// <inheritdoc cref="SetActiveAsync"/>
    public Task<Party> ToggleAsync(TenantAccess access, int id, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        return changes.ApplyAsync(access, id, null, party => SetActive(party, !party.IsActive, null), cancellationToken);
    }

    /// <summary>Protects a party against deactivation, or ends that.</summary>
    /// <exception cref="PartyNotFoundException">No such party.</exception>
    public Task<Party> SetProtectedAsync(TenantAccess access, int id, bool isProtected, string? reason, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Protect);
        return changes.ApplyAsync(access, id, null, party =>
        {
            if (party.IsProtected == isProtected)
                return null;
            party.IsProtected = isProtected;
            return new AuditChange(isProtected ? AuditActions.Protect : AuditActions.Unprotect, Entity, party.Id, party.Name)
            {
                Reason = reason,
                Before = new Dictionary<string, object?> { ["is_protected"] = !isProtected },
                After = new Dictionary<string, object?> { ["is_protected"] = isProtected },
            };
        }, cancellationToken);
    }

    private static AuditChange? SetActive(Party party, bool active, string? reason) =>
        party.SetActive(Entity, active, reason, current => new ProtectedPartyException(current));

    private static IEnumerable<ValidationFailure> Validate(Party party, bool fromForm) => Validator
        .Validate(party, options =>
        {
            if (fromForm)
                options.IncludeRuleSets("default", PartyValidator.Form);
        })
        .Errors;

    private static void RefuseFailures(IEnumerable<ValidationFailure> failures)
    {
        var all = failures.ToList();
        if (all.Count > 0)
            throw new PartyInvalidException(all);
    }

    internal static Dictionary<string, object?> Values(Party party)
    {
        var values = PartyField.All.ToDictionary(field => field.Name, object? (field) => field.Get(party));
        values["gst_enabled"] = party.GstEnabled;
        values["is_customer"] = party.IsCustomer;
        values["is_vendor"] = party.IsVendor;
        return values;
    }

    private static (Dictionary<string, object?> Before, Dictionary<string, object?> After) Difference(Dictionary<string, object?> before, Dictionary<string, object?> after)
    {
        var changed = after.Keys.Where(key => !Equals(before[key], after[key])).ToList();
        return (changed.ToDictionary(key => key, key => before[key]), changed.ToDictionary(key => key, key => after[key]));
    }
}
