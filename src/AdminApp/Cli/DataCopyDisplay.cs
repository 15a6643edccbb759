using AdminApp.Data.DataMigration;
using Spectre.Console;

namespace AdminApp.Cli;

/// <summary>Shows a running copy on standard error: a bar on a terminal, otherwise a line whenever the phase changes and every five seconds.</summary>
internal static class DataCopyDisplay
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    public static Task<T> RunAsync<T>(TextWriter error, Func<IProgress<DataCopyProgress>, Task<T>> copy) =>
        error == Console.Error && !Console.IsErrorRedirected ? WithBarAsync(error, copy) : copy(new Lines(error));

    private static string Describe(DataCopyProgress progress) => progress.Phase switch
    {
        DataCopyPhase.Planning => "Planning",
        DataCopyPhase.Connecting => "Connecting",
        DataCopyPhase.Preparing => "Preparing the new file",
        DataCopyPhase.Loading => $"Copying {progress.Table}",
        DataCopyPhase.Indexing => "Building indexes",
        DataCopyPhase.Checking => "Checking counts, keys and file",
        DataCopyPhase.Verifying => "Comparing every value",
        DataCopyPhase.Returning => "Bringing everything back",
        _ => "Finishing",
    };

    private static bool IsMeasured(DataCopyProgress progress) => progress.Phase is DataCopyPhase.Loading or DataCopyPhase.Verifying;

    private static string Rate(DataCopyProgress progress) =>
        $"{progress.RowsPerSecond:N0} rows/s{(progress.Remaining is { } remaining ? $", {remaining:m\\:ss} left" : "")}";

    private static Task<T> WithBarAsync<T>(TextWriter error, Func<IProgress<DataCopyProgress>, Task<T>> copy)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async display =>
            {
                var bar = display.AddTask("Connecting");
                return await copy(new Bar(bar));
            });
    }

    private sealed class Bar(ProgressTask bar) : IProgress<DataCopyProgress>
    {
        public void Report(DataCopyProgress value)
        {
            bar.Description = Markup.Escape(IsMeasured(value)
                ? $"{Describe(value)} · {value.Rows:N0} of {value.RowsExpected:N0} rows · {value.Bytes >> 20:N0} MB · {Rate(value)}"
                : Describe(value));
            bar.IsIndeterminate = !IsMeasured(value);
            bar.MaxValue = Math.Max(1, value.RowsExpected);
            bar.Value = value.Rows;
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<DataCopyProgress>
    {
        private DataCopyPhase? _phase;
        private TimeSpan _shown;

        public void Report(DataCopyProgress value)
        {
            if (value.Phase == _phase && value.Elapsed - _shown < LineEvery)
                return;
            (_phase, _shown) = (value.Phase, value.Elapsed);
            error.WriteLine(value.Rows == 0
                ? Describe(value).TrimEnd()
                : $"{Describe(value).TrimEnd()}: {value.Rows:N0} of {value.RowsExpected:N0} rows, {value.TablesDone} of {value.TablesTotal} tables, {value.Bytes >> 20:N0} MB, {Rate(value)}, {value.Elapsed.TotalSeconds:N1} s");
        }
    }
}
