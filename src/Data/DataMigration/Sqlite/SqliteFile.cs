using SQLitePCL;

namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>A SQLite result code other than success, with SQLite's own words.</summary>
internal sealed class SqliteFileException(int code, int extendedCode, string message) : Exception(message)
{
    public int Code { get; } = code;
    public int ExtendedCode { get; } = extendedCode;
}

/// <summary>
/// One SQLite connection without ADO.NET in between: statements are bound and stepped directly, which is several times
/// faster when every row counts. Not thread-safe.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly sqlite3 _db;
    private bool _closed;

    static SqliteFile() => Batteries_V2.Init();

    private SqliteFile(sqlite3 db) => _db = db;

    public static SqliteFile Open(string path, bool create) => Open(path, raw.SQLITE_OPEN_READWRITE | (create ? raw.SQLITE_OPEN_CREATE : 0));

    /// <summary>Beside others that have it open, and write it.</summary>
    public static SqliteFile OpenReadOnly(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    private static SqliteFile Open(string path, int mode)
    {
        var flags = mode | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var db, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var message = raw.sqlite3_errmsg(db).utf8_to_string();
            raw.sqlite3_close_v2(db);
            throw new SqliteFileException(code, code, message);
        }
        return new SqliteFile(db);
    }

    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_db, sql);
        if (code != raw.SQLITE_OK)
            throw Error(code);
    }

    /// <summary>Rows of a query as text, for pragmas and catalogues; null is NULL.</summary>
    public List<string?[]> Query(string sql)
    {
        using var statement = Prepare(sql);
        var rows = new List<string?[]>();
        while (Step(statement))
        {
            var row = new string?[raw.sqlite3_column_count(statement)];
            for (var i = 0; i < row.Length; i++)
                row[i] = raw.sqlite3_column_type(statement, i) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(statement, i).utf8_to_string();
            rows.Add(row);
        }
        return rows;
    }

    public long QueryInteger(string sql)
    {
        using var statement = Prepare(sql);
        return Step(statement) ? raw.sqlite3_column_int64(statement, 0) : 0;
    }

    public sqlite3_stmt Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v2(_db, sql, out var statement);
        return code == raw.SQLITE_OK ? statement : throw Error(code);
    }

    /// <summary>Whether there is a row.</summary>
    public bool Step(sqlite3_stmt statement) => raw.sqlite3_step(statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw Error(code),
    };

    public SqliteFileException Error(int code) =>
        new(code & 0xFF, raw.sqlite3_extended_errcode(_db), raw.sqlite3_errmsg(_db).utf8_to_string());

    /// <summary>The bytes of the main database.</summary>
    public unsafe byte[] Serialize()
    {
        var start = NativeSqlite.Serialize(_db.DangerousGetHandle(), "main", out var size, 0);
        try
        {
            return start is null ? throw new SqliteFileException(raw.SQLITE_NOMEM, raw.SQLITE_NOMEM, "out of memory") : new ReadOnlySpan<byte>(start, checked((int)size)).ToArray();
        }
        finally
        {
            NativeSqlite.Free(start);
        }
    }

    /// <summary>Makes an attached database in memory those bytes, which it reads where they are.</summary>
    /// <param name="schema">The name it is attached by.</param>
    /// <param name="bytes">A whole database; there until another takes its place.</param>
    /// <param name="size">Bytes.</param>
    public unsafe void Deserialize(string schema, byte* bytes, int size)
    {
        var code = NativeSqlite.Deserialize(_db.DangerousGetHandle(), schema, bytes, size, size, NativeSqlite.DeserializeReadOnly);
        if (code != raw.SQLITE_OK)
            throw Error(code);
    }

    /// <summary>The number of the row inserted last.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_db);

    /// <summary>Rows that the statement stepped last inserted, changed or deleted itself.</summary>
    public int Changes => raw.sqlite3_changes(_db);

    /// <summary>Stops the statement that runs, from any thread.</summary>
    public void Interrupt()
    {
        if (!_closed)
            raw.sqlite3_interrupt(_db);
    }

    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        raw.sqlite3_close_v2(_db);
    }

    /// <summary>A name as it is written into SQL.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as it is written into SQL.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
