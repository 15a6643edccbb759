using Npgsql;

namespace AdminApp.Data.DataMigration.Back;

/// <summary>Rows on their way to the server in COPY's text format. Unless <see cref="Complete"/> is called, they are taken back.</summary>
// The driver's raw COPY takes the binary format alone; beneath its text writer lies the same stream.
internal sealed class CopyTarget(NpgsqlCopyTextWriter writer) : IDisposable
{
    private bool _completed;

    public void Write(ReadOnlySpan<byte> lines) => writer.BaseStream.Write(lines);

    /// <summary>Waits until the server has taken every row.</summary>
    /// <exception cref="PostgresException">It refuses one.</exception>
    public void Complete()
    {
        _completed = true;
        writer.Dispose();
    }

    public void Dispose()
    {
        if (_completed)
            return;
        try
        {
            writer.Cancel();
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or IOException)
        {
            // The connection is gone, or the server ended the COPY by itself: what made us stop is told by its own exception.
        }
    }
}
