namespace AdminApp.Data.DataMigration.Moving;

/// <summary>How the target gets the source's rows.</summary>
internal static class CutoverWay
{
    public const string Streamed = "streamed";
    public const string Copied = "copied";
}

/// <summary>What a copy within a cutover is doing, for people.</summary>
internal static class CopyWords
{
    public static string Of(DataCopyProgress progress) => progress.Phase switch
    {
        DataCopyPhase.Connecting or DataCopyPhase.Preparing => "Preparing the new file",
        DataCopyPhase.Loading => $"Copying {progress.Table}",
        DataCopyPhase.Indexing => "Building indexes",
        DataCopyPhase.Checking => "Checking counts, keys and file",
        DataCopyPhase.Verifying => "Comparing every value",
        _ => "Finishing",
    };
}
