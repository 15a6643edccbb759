using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// For a user that may not play the replica but owns the tables: its triggers are off, and foreign keys wait for the end, while
/// the changes are applied; all of it is as it was before the commit, and nobody else sees it.
/// </summary>
internal sealed class FallbackTriggers
{
    private readonly FallbackSession _session;
    private readonly List<string> _restore = [];

    public FallbackTriggers(FallbackSession session, FallbackMap map, IReadOnlySet<FallbackTable> touched)
    {
        _session = session;
        foreach (var table in touched)
        {
            foreach (var (name, always) in session.Query(
                $"SELECT tgname::text, tgenabled = 'A' FROM pg_catalog.pg_trigger WHERE tgrelid = {SourceTable.Literal(table.Name)}::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')",
                row => (SourceTable.Quote(row.GetString(0)), row.GetBoolean(1))))
            {
                session.Execute($"ALTER TABLE {table.Only} DISABLE TRIGGER {name}");
                _restore.Add($"ALTER TABLE {table.Only} ENABLE {(always ? "ALWAYS " : "")}TRIGGER {name}");
            }
        }
        foreach (var key in map.Keys.Where(key => !key.Deferrable && (touched.Contains(key.Child) || touched.Contains(key.Parent))))
        {
            session.Execute($"ALTER TABLE {key.Child.Name} ALTER CONSTRAINT {SourceTable.Quote(key.Name)} DEFERRABLE INITIALLY DEFERRED");
            _restore.Add($"ALTER TABLE {key.Child.Name} ALTER CONSTRAINT {SourceTable.Quote(key.Name)} NOT DEFERRABLE");
        }
        session.Execute("SET CONSTRAINTS ALL DEFERRED");
    }

    /// <summary>Checks what waited, and puts everything back.</summary>
    /// <exception cref="DataMigrationException">A row refers to none.</exception>
    public void Restore()
    {
        try
        {
            _session.Execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
        catch (PostgresException error) when (error.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            throw new DataMigrationException($"The source refuses the changes: {RestoreErrors.Words(error)}. Nothing was changed; correct the rows here, then fall back again.", error);
        }
        foreach (var sql in _restore)
            _session.Execute(sql);
    }
}
