using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>The snapshot cannot be read any further; another one may go on.</summary>
internal sealed class SourceLostException(Exception inner) : Exception(inner.Message, inner)
{
    /// <summary>Runs work on the session that holds the snapshot, and tells its loss from other failures.</summary>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (PostgresErrors.IsConnectionLost(error))
        {
            throw new SourceLostException(error);
        }
    }
}
