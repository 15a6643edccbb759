using AdminApp.Data.DataMigration.Streaming;

namespace AdminApp.Cli;

/// <summary>One line that says how a stream stands: in its place on a terminal, otherwise whenever the phase changes and every five seconds.</summary>
internal sealed class DataStreamDisplay(TextWriter error) : IDisposable
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    private readonly bool _terminal = error == Console.Error && !Console.IsErrorRedirected;
    private StreamPhase? _phase;
    private DateTime _shown;
    private int _width;

    public void Show(StreamState state)
    {
        var line = Describe(state);
        if (_terminal)
        {
            error.Write("\r" + line.PadRight(_width));
            _width = line.Length;
        }
        else if (state.Phase != _phase || DateTime.UtcNow - _shown >= LineEvery)
        {
            error.WriteLine(line);
            (_phase, _shown) = (state.Phase, DateTime.UtcNow);
        }
    }

    public void End(string line)
    {
        Dispose();
        error.WriteLine(line);
    }

    public void Dispose()
    {
        if (_width > 0)
            error.WriteLine();
        _width = 0;
    }

    private static string Describe(StreamState state) => state.Phase switch
    {
        StreamPhase.Copying when state.Copy is { } copy => $"Copying: {copy.Rows:N0} of {copy.RowsExpected:N0} rows, {copy.RowsPerSecond:N0} rows/s",
        StreamPhase.Copying => "Copying",
        StreamPhase.Reconnecting when state.Fault is null => "Connecting",
        StreamPhase.Reconnecting => $"Trying again: {state.Fault}",
        _ => $"Streaming: lag {Size(state.LagBytes)}, {state.LagSeconds:N1} s; {state.RowsPerSecond:N0} rows/s, {state.Rows:N0} rows; at {state.Position}{string.Concat(state.Warnings.Select(warning => "; " + warning))}",
    };

    private static string Size(long? bytes) => bytes switch
    {
        null => "unknown",
        < 1 << 20 => $"{bytes >> 10:N0} KiB",
        _ => $"{bytes >> 20:N0} MiB",
    };
}
