using Npgsql;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>A binary COPY on its way from the server.</summary>
internal sealed class CopyQuery(NpgsqlRawCopyStream stream) : IDisposable
{
    public Stream Stream => stream;

    /// <summary>Tells the server to stop, from any thread. Without it, disposing reads the rest of the table first.</summary>
    public void Stop()
    {
        try
        {
            stream.Cancel();
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or IOException)
        {
            // It ended by itself, or the connection is gone: nothing is left to be stopped.
        }
    }

    public void Dispose() => stream.Dispose();
}
