using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Split;

namespace AdminApp.Cli;

/// <summary>
/// <c>data copy</c>, for example
/// <c>data copy --source "Host=db;Database=profitpath;Username=app;Password=…" --tenant sharma-dental</c> or <c>… --target shop.db</c>.
/// Exit code 0 only when every table was copied and proven; the target is untouched otherwise.
/// </summary>
internal static class DataCopyVerb
{
    private static readonly Option<string> Source = DataOptions.Source();
    private static readonly Option<string?> Target = new("--target") { Description = "SQLite file to make from any PostgreSQL database." };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Slug of the tenant to fill instead; created when it does not exist." };
    private static readonly Option<DataCopyMode?> Mode = new("--mode")
    {
        Description = "translate: the source's own tables (default with --target). model: the tables of this application (always with --tenant).",
    };
    private static readonly Option<string?> Name = new("--name") { Description = "Name of a new tenant shown to people; default: the slug." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Put the copy in the place of an existing file or tenant database; the latter is backed up first." };
    private static readonly Option<bool> Unmapped = new("--allow-unmapped") { Description = "Model mode: copy although the source has tables or columns the target has no place for; they are named in the report." };
    private static readonly Option<int?> Jobs = new("--jobs") { Description = "Connections that read at the same time; default: one per processor, four at most." };
    private static readonly Option<string[]> Only = DataOptions.Only();
    private static readonly Option<string[]> Exclude = DataOptions.Exclude();
    private static readonly Option<string?> SplitBy = new("--split-by")
    {
        Description = "Column that tells whose row it is, e.g. tenant_id: makes one tenant of each of its values. Named instead of --target and --tenant.",
    };
    private static readonly Option<string> DefaultTenant = new("--default-tenant") { Description = "With --split-by: slug of the tenant that gets the rows without a value.", DefaultValueFactory = _ => "default" };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on with what an interrupted copy left beside the target; begins anew when there is nothing." };
    private static readonly Option<bool> NoVerify = new("--no-verify") { Description = "Do not compare every value afterwards. Counts, keys and the file are checked all the same." };
    private static readonly Option<bool> IntegrityCheck = new("--integrity-check") { Description = "Check every index against its table, not only the structure of the file." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object with every table." };

    public static Command Create(VerbRunner runner)
    {
        var verb = new Command("copy", "Copy a PostgreSQL database into a SQLite file or a tenant, in one snapshot, and prove the result.")
        {
            Source, Target, Tenant, Mode, Name, Replace, Unmapped, Jobs, Only, Exclude, SplitBy, DefaultTenant, Resume, NoVerify, IntegrityCheck, Json,
        };
        verb.Validators.Add(result =>
        {
            if (new[] { result.GetValue(Target), result.GetValue(Tenant), result.GetValue(SplitBy) }.Count(value => value is not null) != 1)
                result.AddError("Name one of --target FILE, --tenant SLUG and --split-by COLUMN.");
            if (result.GetValue(Target) is null && (result.GetValue(Mode) == DataCopyMode.Translate || result.GetValue(Only)?.Length > 0 || result.GetValue(Exclude)?.Length > 0))
                result.AddError("A tenant has the application's own tables, all of them: --mode translate, --only and --exclude go with --target.");
            if (result.GetValue(Jobs) < 1)
                result.AddError("--jobs is a number from 1 on.");
        });
        return runner.Attach(verb, parsed => parsed.GetValue(Target) is not null ? DataDirectoryUse.None : DataDirectoryUse.Writes, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(Json), async () =>
        {
            if (parsed.GetValue(SplitBy) is { } column)
            {
                var tenants = await DataCopyDisplay.RunAsync(context.Error, progress => SplitAsync(context, parsed, column, progress, cancellation));
                ShowSplit(context, tenants, parsed.GetValue(Json));
                return ExitCodes.Ok;
            }
            var report = await DataCopyDisplay.RunAsync(context.Error, progress => RunAsync(context, parsed, progress, cancellation));
            Show(context, parsed, report);
            return ExitCodes.Ok;
        }));
    }

    private static Task<DataCopyReport> RunAsync(VerbContext context, ParseResult parsed, IProgress<DataCopyProgress> progress, CancellationToken cancellation)
    {
        var source = parsed.GetRequiredValue(Source);
        if (parsed.GetValue(Tenant) is { } slug)
        {
            return context.Service<TenantCopy>().RunAsync(Actor.CommandLine, new TenantCopyRequest(slug, source, parsed.GetValue(Name), parsed.GetValue(Replace), parsed.GetValue(Unmapped))
            {
                Resume = parsed.GetValue(Resume),
                Verify = !parsed.GetValue(NoVerify),
                IntegrityCheck = parsed.GetValue(IntegrityCheck),
                Jobs = parsed.GetValue(Jobs),
            }, progress, cancellation);
        }
        var request = new DataCopyRequest
        {
            SourceConnectionString = source,
            TargetFile = parsed.GetValue(Target)!,
            Mode = parsed.GetValue(Mode) ?? DataCopyMode.Translate,
            Replace = parsed.GetValue(Replace),
            AllowUnmapped = parsed.GetValue(Unmapped),
            Only = parsed.GetValue(Only) ?? [],
            Exclude = parsed.GetValue(Exclude) ?? [],
            Resume = parsed.GetValue(Resume),
            KeepPartial = true,
            Verify = !parsed.GetValue(NoVerify),
            IntegrityCheck = parsed.GetValue(IntegrityCheck),
            Progress = progress,
        };
        return DataCopy.RunAsync(parsed.GetValue(Jobs) is { } jobs ? request with { Jobs = jobs } : request, cancellation);
    }

    private static Task<IReadOnlyList<SplitTenant>> SplitAsync(VerbContext context, ParseResult parsed, string column, IProgress<DataCopyProgress> progress, CancellationToken cancellation) =>
        context.Service<SplitCopy>().RunAsync(
            Actor.CommandLine,
            new SplitRequest(parsed.GetRequiredValue(Source), column, parsed.GetValue(DefaultTenant)!, parsed.GetValue(Replace), parsed.GetValue(Unmapped))
            {
                Verify = !parsed.GetValue(NoVerify),
                Jobs = parsed.GetValue(Jobs),
            },
            progress,
            cancellation);

    private static void ShowSplit(VerbContext context, IReadOnlyList<SplitTenant> tenants, bool json)
    {
        if (json)
            context.WriteJson(new { Ok = true, Tenants = tenants });
        foreach (var tenant in tenants)
        {
            var line = $"{tenant.Slug,-40}{tenant.Report.Rows,12:N0} rows  {string.Join(", ", tenant.TakesNull ? tenant.Values.Append("rows without a value") : tenant.Values)}";
            (json ? context.Error : context.Out).WriteLine(line);
        }
    }

    private static void Show(VerbContext context, ParseResult parsed, DataCopyReport report)
    {
        if (parsed.GetValue(Json))
            context.Out.WriteLine(report.ToJson());
        else
            foreach (var table in report.Tables)
                context.Out.WriteLine($"{table.Name,-34}{table.Rows,12:N0}{Fills(table)}");
        if (report.Unmapped.Count > 0)
            context.Error.WriteLine($"Not copied, for want of a place: {string.Join(", ", report.Unmapped)}.");
        foreach (var item in parsed.GetValue(Json) ? [] : report.Objects)
            context.Error.WriteLine($"{item.Outcome}: {item.Kind} {item.Name}: {item.Reason}");
        var target = parsed.GetValue(Tenant) is { } slug ? $"tenant {slug}" : parsed.GetValue(Target);
        context.Error.WriteLine($"Copied {report.Rows:N0} rows of {report.SourceDatabase} (PostgreSQL {report.SourceVersion}) to {target} in {report.Seconds:N1} s: "
            + $"{report.RowsPerSecond:N0} rows/s, {report.Tables.Count} tables, {(report.Verification is null ? "counts, keys and file checked, values not compared" : "every value compared and equal")}.");
    }

    private static string Fills(DataCopyTable table) =>
        table.Fills.Count == 0 ? "" : "  filled " + string.Join(", ", table.Fills.Select(fill => $"{fill.Key}: {fill.Value:N0}"));
}
