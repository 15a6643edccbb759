using System.Globalization;

namespace AdminApp.Benchmarks;

/// <summary>Prints figures, one per line: <c>name value unit goal ok|short</c>. Remarks go to standard error.</summary>
public sealed class BenchmarkOutput(TextWriter output, TextWriter remarks)
{
    /// <summary>How many figures missed their goal.</summary>
    public int Short { get; private set; }

    /// <summary>A figure that must not exceed <paramref name="goal"/>.</summary>
    public void AtMost(string name, double value, string unit, double goal) => Write(name, value, unit, $"<={Number(goal)}", value <= goal);

    /// <summary>A figure that must reach <paramref name="goal"/>.</summary>
    public void AtLeast(string name, double value, string unit, double goal) => Write(name, value, unit, $">={Number(goal)}", value >= goal);

    /// <summary>A figure for comparison, with no goal of its own.</summary>
    public void Figure(string name, double value, string unit) => Write(name, value, unit, "-", true);

    public void Remark(string text) => remarks.WriteLine(text);

    private void Write(string name, double value, string unit, string goal, bool reached)
    {
        Short += reached ? 0 : 1;
        output.WriteLine($"{name} {Number(value)} {unit} {goal} {(reached ? "ok" : "short")}");
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.###", CultureInfo.InvariantCulture);
}
