using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;

namespace AdminApp.Cli;

/// <summary><c>schema status|up|down|script</c>.</summary>
internal static class SchemaVerbs
{
    public static Command Create(VerbRunner runner) => new("schema", "Show and change the schema of the databases.")
    {
        Status(runner),
        Up(runner),
        Down(runner),
        Script(runner),
    };

    internal static Option<string?> Tenant() => new("--tenant") { Description = "A tenant's slug, or central." };

    internal static Option<bool> Json() => new("--json") { Description = "Print one JSON document." };

    private static Option<string?> To(string description) => new("--to") { Description = description };

    private static Command Status(VerbRunner runner)
    {
        var (tenant, json) = (Tenant(), Json());
        var verb = new Command("status", "Show applied and pending migrations and abandoned locks, of all databases or one. Changes nothing.") { tenant, json };
        return runner.Attach(verb, writes: false, async (context, parsed, cancellation) =>
        {
            var schema = context.Service<SchemaMigrations>();
            var found = parsed.GetValue(tenant) is { } name
                ? [await schema.StatusAsync(Actor.CommandLine, name, cancellation)]
                : await schema.StatusAsync(Actor.CommandLine, cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(found);
            else
                foreach (var status in found)
                    context.Out.WriteLine($"{status.Database,-42}{Describe(status)}");
            return ExitCodes.Ok;
        });
    }

    private static Command Up(VerbRunner runner)
    {
        var (tenant, json) = (Tenant(), Json());
        var all = new Option<bool>("--all") { Description = "Every tenant." };
        var to = To("Last migration to apply, by id or name; default: all pending.");
        var verb = new Command("up", "Apply pending migrations: backup, migrate a copy, check it, swap it in. Clears an abandoned lock.") { tenant, all, to, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => DatabaseNames.EachAsync(
            context, parsed.GetValue(tenant), parsed.GetValue(all), parsed.GetValue(json),
            name => context.Service<SchemaMigrations>().UpAsync(Actor.CommandLine, name, parsed.GetValue(to), cancellation),
            Describe, cancellation, filesAlone: false));
    }

    private static Command Down(VerbRunner runner)
    {
        var json = Json();
        var tenant = new Option<string>("--tenant") { Description = "A tenant's slug, or central.", Required = true };
        var to = new Option<string>("--to") { Description = "Last migration to keep, by id or name; 0 for none.", Required = true };
        var verb = new Command("down", "Revert migrations, in the same safe way. What their tables and columns held stays in the backup alone.") { tenant, to, json };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            var change = await context.Service<SchemaMigrations>().DownAsync(Actor.CommandLine, parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(to), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(change);
            else
                context.Error.WriteLine(Describe(change));
            return ExitCodes.Ok;
        });
    }

    private static Command Script(VerbRunner runner)
    {
        var tenant = Tenant();
        var from = new Option<string?>("--from") { Description = "Migration to start after; default: what the database has; 0 for none." };
        var to = To("Migration to end at; default: the newest.");
        var verb = new Command("script", "Print the SQL between two migrations of a database (default: central). Runs none of it.") { tenant, from, to };
        return runner.Attach(verb, writes: false, async (context, parsed, cancellation) =>
        {
            var sql = await context.Service<SchemaMigrations>().ScriptAsync(
                Actor.CommandLine, parsed.GetValue(tenant) ?? ManagedDatabase.Central, parsed.GetValue(from), parsed.GetValue(to), cancellation);
            if (sql.Length == 0)
                context.Error.WriteLine("There is nothing to do between the two.");
            else
                context.Out.WriteLine(sql);
            return ExitCodes.Ok;
        });
    }

    private static string Describe(SchemaStatus status)
    {
        if (status.Fault is not null)
            return status.Fault;
        var parts = new List<string> { $"{status.Applied.Count} applied" };
        if (status.Pending.Count > 0)
            parts.Add($"{status.Pending.Count} pending: {string.Join(", ", status.Pending)}");
        if (status.Unknown.Count > 0)
            parts.Add($"{status.Unknown.Count} from a newer AdminApp: {string.Join(", ", status.Unknown)}");
        if (status.Drift.Count > 0)
            parts.Add($"changed by hand: {string.Join(", ", status.Drift)}");
        if (status.Lock is { } held)
            parts.Add($"abandoned lock{(held.Since is { } since ? $" since {since:yyyy-MM-dd HH:mm:ss}Z" : "")}, cleared by `schema up`");
        return string.Join("; ", parts);
    }

    private static string Describe(SchemaChange change)
    {
        var cleared = change.LockCleared ? " An abandoned lock was cleared." : "";
        return change.Steps.Count == 0
            ? $"{change.Database}: nothing to do.{cleared}"
            : $"{change.Database}: {change.Direction} {change.Steps.Count} migrations to {change.To} in {change.Seconds:0.0} s{(change.Backup is null ? "" : $", backup {change.Backup}")}.{cleared}";
    }
}
