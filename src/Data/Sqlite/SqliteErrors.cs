using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Sqlite;

/// <summary>The SQLite result codes the application acts on (sqlite.org/rescode.html).</summary>
public static class SqliteErrors
{
    public const int Busy = 5;
    public const int Locked = 6;
    public const int ReadOnly = 8;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CantOpen = 14;
    public const int NotADatabase = 26;

    public static bool IsBusy(this SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    public static bool IsDamage(this SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;
}
