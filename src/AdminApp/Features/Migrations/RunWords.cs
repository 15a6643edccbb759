using System.Globalization;
using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Features.Operations;
using AdminApp.Server;

namespace AdminApp.Features.Migrations;

/// <summary>Runs of the data-migration engine in words.</summary>
internal static class RunWords
{
    public static string Path(long run) => string.Create(CultureInfo.InvariantCulture, $"/migrations/runs/{run}");

    public static string ReportPath(long run) => Path(run) + "/report.json";

    public static TagKind Kind(string state) => state switch
    {
        DataMigrationJournal.Completed => TagKind.Ok,
        DataMigrationJournal.Failed or DataMigrationJournal.Differs => TagKind.Bad,
        DataMigrationJournal.Cancelled => TagKind.Warn,
        _ => TagKind.Plain,
    };

    public static string Title(DataMigrationRun run) => Title(run.Kind, run.TenantSlug);

    public static string Title(string kind, string slug) => kind switch
    {
        DataMigrationJournal.Verify => $"Verification of {slug}",
        DataMigrationJournal.Rehearse => $"Rehearsal for {slug}",
        DataMigrationJournal.Plan => $"Plan for {slug}",
        DataMigrationJournal.Cutover => $"Cutover of {slug}",
        DataMigrationJournal.Stream => $"Stream into {slug}",
        DataMigrationJournal.Fallback => $"Fallback of {slug}",
        _ => $"Copy into {slug}",
    };

    /// <summary>"from erp at db:5432"; a fallback goes there.</summary>
    public static string Between(DataMigrationRun run) => $"{(run.Kind == DataMigrationJournal.Fallback ? "to" : "from")} {run.Source}";

    /// <summary>What a run is doing, as a sentence that does not change with every figure.</summary>
    public static string Doing(DataMigrationJob job) => job switch
    {
        { CancelledBy: { } name } => $"Ending, as {name} asked",
        { Kind: DataMigrationJournal.Cutover } => CutoverWords.Doing(job.Cutover),
        { Kind: DataMigrationJournal.Fallback } => FallbackWords.Doing(job.Fallback),
        { Kind: DataMigrationJournal.Plan } => Doing(DataCopyPhase.Planning),
        { IsVerification: true } => "Comparing every value with the source",
        _ => Doing(job.Progress?.Phase ?? DataCopyPhase.Connecting),
    };

    public static string Doing(DataCopyPhase phase) => phase switch
    {
        DataCopyPhase.Planning => "Looking for whatever could be in the way",
        DataCopyPhase.Connecting => "Connecting to the source",
        DataCopyPhase.Preparing => "Preparing the tables",
        DataCopyPhase.Loading => "Loading rows",
        DataCopyPhase.Indexing => "Making the indexes",
        DataCopyPhase.Checking => "Checking counts, keys and the file",
        DataCopyPhase.Verifying => "Comparing every value with the source",
        DataCopyPhase.Returning => "Bringing everything back, and comparing it",
        _ => "Putting the database in place",
    };

    /// <summary>A rate, rounded so that it can be read: 231,417 rows in a second are "231,000/s".</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        < 1 => "—",
        < 10_000 => Numbers.Text((long)perSecond) + "/s",
        _ => Numbers.Text((long)(perSecond / 1000) * 1000) + "/s",
    };

    /// <summary>How long it will still take; never more exact than it can be known.</summary>
    public static string Remaining(TimeSpan? remaining) => remaining switch
    {
        null => "—",
        { TotalSeconds: < 1.5 } => "about 1 s",
        { TotalSeconds: < 60 } left => string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(left.TotalSeconds)} s"),
        { TotalMinutes: < 90 } left => string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(left.TotalMinutes)} min"),
        { } left => string.Create(CultureInfo.InvariantCulture, $"about {left.TotalHours:0.#} h"),
    };

    public static string Elapsed(TimeSpan elapsed) => Durations.Text(Math.Floor(Math.Max(0, elapsed.TotalSeconds)));
}
