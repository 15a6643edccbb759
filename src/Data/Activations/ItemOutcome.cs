namespace AdminApp.Data.Activations;

/// <summary>The values of <see cref="ActivationItem.Outcome"/>.</summary>
public static class ItemOutcome
{
    public const string Pending = "pending";
    public const string Changed = "changed";
    public const string Already = "already";
    public const string Protected = "protected";
    public const string Drifted = "drifted";
    public const string Failed = "failed";
    public const string Skipped = "skipped";
}
