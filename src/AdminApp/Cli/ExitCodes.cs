namespace AdminApp.Cli;

/// <summary>Exit codes of every verb; docs/development.md and the verb's help repeat them.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It failed; one line on standard error says why and what to do. Nothing half done.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or done with warnings where a verb says so.</summary>
    public const int Usage = 2;

    /// <summary>It ran and found what must not be, e.g. a verification that finds differences.</summary>
    public const int Found = 3;

    /// <summary>Another process owns the data directory.</summary>
    public const int InUse = 4;

    public const int Cancelled = 130;
}
