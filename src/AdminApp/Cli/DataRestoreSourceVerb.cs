using System.CommandLine;
using System.Globalization;
using AdminApp.Data.DataMigration.Back;

namespace AdminApp.Cli;

/// <summary>
/// <c>data restore-source</c>, for example <c>data restore-source --source shop.db --target "Host=db;Database=shop_again;Username=postgres"</c>:
/// rebuilds a PostgreSQL database from what a copy made of it. Exit code 0 when it is there, 1 when nothing was changed.
/// </summary>
internal static class DataRestoreSourceVerb
{
    private const long RowsPerLine = 1_000_000;

    public static Command Create(VerbRunner runner)
    {
        var source = new Option<string>("--source") { Description = "A SQLite file that data copy made. It is only read.", Required = true };
        var target = DataOptions.EmptyDatabase();
        var json = new Option<bool>("--json") { Description = "Print one JSON object with every table, sequence and definition left out." };
        var verb = new Command("restore-source", "Rebuild an empty PostgreSQL database from the SQLite file copied from it: all of it, or nothing.") { source, target, json };
        return runner.Attach(verb, _ => DataDirectoryUse.None, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var report = await SourceRestore.RunAsync(new RestoreRequest(parsed.GetRequiredValue(source), parsed.GetRequiredValue(target)), new Lines(context.Error), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(report);
            else
                Show(context.Out, report);
            context.Error.WriteLine(Text($"Restored: {report.Rows:N0} rows of {report.Tables.Count} tables into {report.Target}, in {report.Seconds:N1} s; {report.Skipped.Count} definitions left out."));
            return ExitCodes.Ok;
        }));
    }

    private static void Show(TextWriter output, RestoreReport report)
    {
        var width = report.Tables.Select(table => table.Name.Length).Concat(report.Sequences.Select(sequence => sequence.Name.Length)).DefaultIfEmpty().Max();
        foreach (var table in report.Tables)
            output.WriteLine(Text($"{table.Name.PadRight(width)} {table.Rows,14:N0} rows {table.Seconds,8:N2} s"));
        foreach (var table in report.TablesWithoutRows)
            output.WriteLine($"{table}: made without rows, the file holds none of its");
        foreach (var sequence in report.Sequences)
            output.WriteLine(Text($"{sequence.Name.PadRight(width)} {sequence.LastValue,14} {(sequence.IsCalled ? "last" : "next")}"));
        foreach (var skip in report.Skipped)
            output.WriteLine($"Left out: {skip.Kind} of {skip.Name}: {skip.Reason}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Lines(TextWriter error) : IProgress<RestoreProgress>
    {
        private (string Step, long Millions) _shown;

        public void Report(RestoreProgress value)
        {
            if (_shown == (value.Step, value.Rows / RowsPerLine))
                return;
            _shown = (value.Step, value.Rows / RowsPerLine);
            error.WriteLine(Text($"Restoring: {value.Step} {value.Table}{(value.Table.Length > 0 ? ", " : "")}{value.Rows:N0} of {value.RowsExpected:N0} rows"));
        }
    }
}
