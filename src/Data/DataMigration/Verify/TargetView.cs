using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Read-only connections to a target that all see the same state of it, also while a server writes it.</summary>
internal sealed class TargetView : IDisposable
{
    private const int Attempts = 20;
    private readonly List<SqliteFile> _files = [];

    private TargetView()
    {
    }

    public IReadOnlyList<SqliteFile> Files => _files;

    public static TargetView Open(string path, int readers)
    {
        using var guard = OpenOne(path);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var view = new TargetView();
            try
            {
                var before = guard.QueryInteger("PRAGMA data_version");
                for (var i = 0; i < readers; i++)
                {
                    view._files.Add(OpenOne(path));
                    // A transaction begins to see a state when it reads.
                    view._files[i].Execute("BEGIN; SELECT count(*) FROM sqlite_schema");
                }
                // It changes when another connection commits.
                if (guard.QueryInteger("PRAGMA data_version") == before)
                    return view;
            }
            catch
            {
                view.Dispose();
                throw;
            }
            view.Dispose();
        }
        throw new DataMigrationException($"{path} is written too often to be read in one state. Verify again when there is less to do.");
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private static SqliteFile OpenOne(string path)
    {
        var file = SqliteFile.OpenReadOnly(path);
        try
        {
            file.Execute("PRAGMA busy_timeout = 5000; PRAGMA cache_size = -4000");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
