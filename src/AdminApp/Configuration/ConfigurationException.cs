namespace AdminApp.Configuration;

/// <summary>The configuration has faults; all of them are listed, so that one edit can mend them together.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> faults)
    : Exception("The configuration has " + (faults.Count == 1 ? "a fault" : faults.Count + " faults") + ":" + Environment.NewLine
        + string.Join(Environment.NewLine, faults.Select(f => "  " + f)) + Environment.NewLine
        + "Every key, its default and its unit: docs/configuration.md.")
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
