using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>What a row's switch does: it changes the party it was shown for, or says why not. Never both, never something else.</summary>
public sealed class PartyRowActions(AccessProvider accesses, PartyService parties, PartyQueries queries, AuditQueries audit, Faults faults)
{
    /// <returns>The row as it is now, or what to say under it.</returns>
    public async Task<(PartyRow? Now, PartyNotice? Notice)> SetActiveAsync(PartyRow row, bool active, CancellationToken cancellationToken = default)
    {
        try
        {
            var access = await accesses.TenantAsync(cancellationToken);
            try
            {
                return (Updated(row, await parties.SetActiveAsync(access, row.Id, active, row.Version, reason: null, cancellationToken)), null);
            }
            catch (StalePartyException stale)
            {
                return (null, await StaleAsync(access, row, active, stale, cancellationToken));
            }
        }
        catch (ProtectedPartyException refused)
        {
            return (null, new PartyNotice(PartyNoticeKind.Protected, refused.Message));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return (null, Fault(fault, "change the state of a party"));
        }
    }

    /// <summary>Reads a row anew.</summary>
    public async Task<(PartyRow? Now, PartyNotice? Notice)> CurrentAsync(PartyRow row, CancellationToken cancellationToken = default)
    {
        try
        {
            var current = await queries.FindAsync(await accesses.TenantAsync(cancellationToken), row.Id, cancellationToken);
            return current is null ? (null, Fault(new PartyNotFoundException(row.Id), "read a party")) : (Updated(row, current), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return (null, Fault(fault, "read a party"));
        }
    }

    private async Task<PartyNotice> StaleAsync(TenantAccess access, PartyRow row, bool wanted, StalePartyException stale, CancellationToken cancellationToken)
    {
        var changes = await audit.ListAsync(access, new AuditFilter { Entity = PartyService.Entity, EntityId = row.Id }, 0, 1, cancellationToken);
        return new PartyNotice(PartyNoticeKind.Stale, stale.Message)
        {
            Wanted = wanted,
            Current = stale.Current,
            LastChange = changes.Rows.FirstOrDefault(),
            Differing = PartyNotice.Differences(row, stale.Current),
        };
    }

    private PartyNotice Fault(Exception fault, string what)
    {
        if (fault is PartyNotFoundException)
            return new PartyNotice(PartyNoticeKind.Fault, fault.Message);
        var (message, traceId) = faults.Explain(fault, what);
        return new PartyNotice(PartyNoticeKind.Fault, traceId is null ? message : $"{message} Trace id {traceId}");
    }

    /// <summary>The row of a party; without its open invoices.</summary>
    public static PartyRow Row(Party party) =>
        Updated(new PartyRow(party.Id, party.Name, false, false, null, null, null, null, null, null, null, party.IsActive, party.IsProtected, party.Version), party);

    private static PartyRow Updated(PartyRow row, Party party) => row with
    {
        Name = party.Name,
        IsCustomer = party.IsCustomer == true,
        IsVendor = party.IsVendor == true,
        ContactPerson = party.ContactPerson,
        ContactNumber = party.ContactNumber,
        Email = party.Email,
        Gstin = party.Gstin,
        City = party.BillingCity,
        State = party.BillingState,
        Registration = party.GstRegistrationStatus,
        IsActive = party.IsActive,
        IsProtected = party.IsProtected,
        Version = party.Version,
    };
}
