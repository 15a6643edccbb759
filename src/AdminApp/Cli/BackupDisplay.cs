using AdminApp.Data.Backups;
using AdminApp.Features.Backups;
using Spectre.Console;

namespace AdminApp.Cli;

/// <summary>Shows backups and restores under way on standard error: a bar on a terminal, otherwise a line for each phase.</summary>
internal static class BackupDisplay
{
    public static Task<T> RunAsync<T>(TextWriter error, Func<IProgress<BackupProgress>, Task<T>> work) =>
        error == Console.Error && !Console.IsErrorRedirected ? WithBarAsync(error, work) : work(new Lines(error));

    private static Task<T> WithBarAsync<T>(TextWriter error, Func<IProgress<BackupProgress>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(display => work(new Bar(display.AddTask("Preparing", maxValue: 1))));
    }

    private sealed class Bar(ProgressTask bar) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value)
        {
            bar.Description = BackupWords.Of(value.Phase);
            bar.IsIndeterminate = value.Fraction is null;
            bar.Value = value.Fraction ?? 0;
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<BackupProgress>
    {
        private BackupPhase? phase;

        public void Report(BackupProgress value)
        {
            if (value.Phase == phase)
                return;
            phase = value.Phase;
            error.WriteLine(BackupWords.Of(value.Phase));
        }
    }
}
