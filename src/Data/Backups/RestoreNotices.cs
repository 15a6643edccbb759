namespace AdminApp.Data.Backups;

/// <summary>A database holds other content than a moment ago.</summary>
/// <param name="Database">"central" or the tenant's slug.</param>
/// <param name="AsOf">When the content that is there now was backed up, UTC.</param>
public sealed record RestoreNotice(string Database, DateTime AsOf, string By);

/// <summary>Tells whoever shows or remembers rows of a database that it was restored.</summary>
public sealed class RestoreNotices
{
    /// <summary>Raised on another thread, when the restored content can be read.</summary>
    public event Action<RestoreNotice>? Restored;

    internal void Tell(RestoreNotice notice) => Restored?.Invoke(notice);
}
