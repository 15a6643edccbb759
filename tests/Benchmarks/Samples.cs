namespace AdminApp.Benchmarks;

/// <summary>Repeated measurements of one thing.</summary>
public sealed class Samples
{
    private readonly List<double> _values = [];

    public double Median => Percentile(50);

    public bool Any => _values.Count > 0;

    public double Last => _values[^1];

    public void Add(double value) => _values.Add(value);

    /// <summary>Nearest-rank percentile, 0 to 100.</summary>
    public double Percentile(double percent)
    {
        var sorted = _values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
