namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Which tenant to cut over, and how.</summary>
/// <param name="Slug">A tenant on PostgreSQL.</param>
public sealed record CutoverRequest(string Slug)
{
    /// <summary>Copy everything under the freeze, instead of draining a stream: for sources without logical decoding, and small ones.</summary>
    public bool WithoutStream { get; init; }

    /// <summary>Go on although others could write to some of the source's tables during and after the cutover.</summary>
    public bool AllowUnfenced { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.AllowUnmapped"/>
    public bool AllowUnmapped { get; init; }

    /// <summary>Look at everything and change nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Why; goes into the journal and the audit.</summary>
    public string? Reason { get; init; }

    /// <summary>Asked when every check has passed and nothing is changed yet; told what was found and the downtime to expect. Returns why not, null to go on.</summary>
    public required Func<CutoverReport, string?> Confirm { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.OnStarted"/>
    public Action<long>? OnStarted { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.CancelledBecause"/>
    public Func<string>? CancelledBecause { get; init; }

    /// <summary>Lets a test act, or fail, when a step begins (false) and when it is done (true).</summary>
    internal Func<CutoverStep, bool, Task>? OnStep { get; init; }

    /// <summary>How long the fence waits for writers under way, each of three times.</summary>
    internal TimeSpan FencePatience { get; init; } = TimeSpan.FromSeconds(5);
}
