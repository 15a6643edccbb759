using System.Diagnostics;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Where the time of a copy goes: seconds by name.</summary>
internal sealed class CopyTimings
{
    private readonly Dictionary<string, double> _seconds = [];
    private string? _running;
    private long _started;

    public double this[string name]
    {
        set => _seconds[name] = Math.Round(value, 3);
    }

    /// <summary>Ends what ran before.</summary>
    public void Begin(string name)
    {
        EndRunning();
        (_running, _started) = (name, Stopwatch.GetTimestamp());
    }

    public IReadOnlyDictionary<string, double> End()
    {
        EndRunning();
        return _seconds;
    }

    private void EndRunning()
    {
        if (_running is not null)
            this[_running] = _seconds.GetValueOrDefault(_running) + Stopwatch.GetElapsedTime(_started).TotalSeconds;
        _running = null;
    }
}
