using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Tenants;

namespace AdminApp.Cli;

/// <summary><c>tenant add|connect|freeze|unfreeze</c>: tenants that live on PostgreSQL before their cutover.</summary>
internal static class TenantAddVerbs
{
    private const string Form = "as \"Host=…;Port=5432;Database=…;Username=…;Password=…\" or postgresql://user:password@host/database";

    public static IEnumerable<Command> Create(VerbRunner runner) =>
    [
        Add(runner),
        Connect(runner),
        Freeze(runner, "freeze", "Make a tenant read-only, as during a move; waits for writes under way.", (freeze, slug, cancellation) => freeze.FreezeAsync(Actor.CommandLine, slug, cancellation)),
        Freeze(runner, "unfreeze", "Let a frozen tenant be written to again; ends what a killed cutover left.", (freeze, slug, cancellation) => freeze.UnfreezeAsync(Actor.CommandLine, slug, cancellation)),
    ];

    private static Option<string?> Connection() => new("--connection")
    {
        Description = $"Its PostgreSQL database, {Form}. Kept encrypted. Without a password, PGPASSWORD is used and kept.",
    };

    private static Option<string?> Variable() => new("--connection-env")
    {
        Description = "Instead: name of the environment variable that holds the connection, here and for the server. Only the name is kept.",
    };

    private static Command Add(VerbRunner runner)
    {
        var (slug, connection, variable, json) = (TenantVerbs.Slug(), Connection(), Variable(), Json());
        var provider = new Option<TenantProvider>("--provider")
        {
            Description = "PostgreSql (default): adopt a database of the origin where it is. Sqlite: the same as `tenant create`.",
            DefaultValueFactory = _ => TenantProvider.PostgreSql,
        };
        var name = new Option<string?>("--name") { Description = "Name shown to people; default: the slug." };
        var verb = new Command("add", "Serve a database of the origin as a tenant, where it is, before its cutover.") { slug, provider, connection, variable, name, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var request = new AdoptionRequest(parsed.GetRequiredValue(slug), parsed.GetValue(connection), parsed.GetValue(variable), parsed.GetValue(name));
            if (parsed.GetValue(provider) == TenantProvider.PostgreSql)
                return Show(context, parsed.GetValue(json), "Added", await context.Service<TenantAdoption>().AddAsync(Actor.CommandLine, request, cancellation));
            if (request.Connection is not null || request.Variable is not null)
                throw new ArgumentException("A tenant on SQLite (--provider Sqlite) has no connection: its file is in the data directory. Leave --connection out.");
            var created = await context.Service<TenantProvisioning>().CreateAsync(Actor.CommandLine, request.Slug, request.Name ?? request.Slug, cancellation);
            context.Error.WriteLine($"Created tenant {created.Slug}.");
            return ExitCodes.Ok;
        }));
    }

    private static Command Connect(VerbRunner runner)
    {
        var (slug, connection, variable, json) = (TenantVerbs.Slug(), Connection(), Variable(), Json());
        var verb = new Command("connect", "Give a tenant another PostgreSQL connection: a new password or server. It stays where it lives.") { slug, connection, variable, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var request = new AdoptionRequest(parsed.GetRequiredValue(slug), parsed.GetValue(connection), parsed.GetValue(variable));
            return Show(context, parsed.GetValue(json), "Connected", await context.Service<TenantAdoption>().ConnectAsync(Actor.CommandLine, request, cancellation));
        }));
    }

    private static Command Freeze(VerbRunner runner, string word, string description, Func<TenantFreeze, string, CancellationToken, Task> change)
    {
        var slug = TenantVerbs.Slug();
        return runner.Attach(new Command(word, description) { slug }, writes: true, async (context, parsed, cancellation) =>
        {
            // A tenant that a killed cutover left frozen is behind its fence as well.
            // One that a fallback left frozen may live at its source already.
            if (word == "unfreeze")
            {
                await context.Service<TenantCutover>().RecoverAsync(cancellation);
                await context.Service<FallbackRecovery>().RecoverAsync(parsed.GetRequiredValue(slug), cancellation);
            }
            await context.Service<DataMigrationJournal>().RequireStillAsync(parsed.GetRequiredValue(slug), cancellation);
            await change(context.Service<TenantFreeze>(), parsed.GetRequiredValue(slug), cancellation);
            context.Error.WriteLine($"Tenant {parsed.GetRequiredValue(slug)} {(word == "freeze" ? "is read-only now" : "can be written to again")}.");
            return ExitCodes.Ok;
        });
    }

    private static Option<bool> Json() => new("--json") { Description = "Print a JSON object." };

    private static int Show(VerbContext context, bool json, string done, AdoptedDatabase adopted)
    {
        if (json)
        {
            context.WriteJson(new
            {
                Ok = true,
                adopted.Tenant.Slug,
                adopted.Tenant.Name,
                adopted.Tenant.Provider,
                adopted.Database,
                adopted.ServerVersion,
                adopted.Applied,
                adopted.Organisations,
                Connection = TenantConnections.Describe(adopted.Tenant),
            });
        }
        context.Error.WriteLine($"{done} tenant {adopted.Tenant.Slug}: {adopted.Database}, PostgreSQL {adopted.ServerVersion}; connection: {TenantConnections.Describe(adopted.Tenant)}; "
            + (adopted.Applied.Count == 0 ? "its schema was complete." : $"added to its schema: {string.Join(", ", adopted.Applied)}."));
        if (adopted.Organisations.Count > 1)
        {
            context.Error.WriteLine($"Its rows belong to several organisations (tenant_id {string.Join(", ", adopted.Organisations)}). They are served as one tenant, as the origin and `data copy --tenant` treat them; "
                + "to part them, use `data copy --split-by tenant_id`.");
        }
        return ExitCodes.Ok;
    }
}
