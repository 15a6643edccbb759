using AdminApp.Data.Text;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Schema.Sqlite;

/// <summary>Keeps name_sort and search_text of parties and products in step with the columns they are made of.</summary>
public static class SearchColumns
{
    /// <summary>Sets both columns of one record.</summary>
    public static void Refresh(ISearchable record)
    {
        var fields = record.SearchedFields();
        record.NameSort = SearchFold.Fold(fields[0]);
        record.SearchText = SearchFold.Join(fields);
    }

    /// <summary>
    /// Sets both columns wherever they are not what they should be: call it, inside the caller's write transaction, after a
    /// schema migration or a bulk load that went past <see cref="SqliteTenantContext"/>.
    /// </summary>
    /// <param name="connection">An open connection to a tenant's database with the newest schema.</param>
    /// <param name="transaction">The caller's transaction on it, if any.</param>
    /// <returns>The number of rows changed.</returns>
    public static int RefreshAll(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        connection.CreateFunction("search_fold", (string? text) => SearchFold.Fold(text), isDeterministic: true);
        connection.CreateFunction("search_join", (object?[] fields) => SearchFold.Join(Array.ConvertAll(fields, field => field as string)), isDeterministic: true);
        return Refresh(connection, transaction, "parties", SearchedColumns.Parties)
            + Refresh(connection, transaction, "products", SearchedColumns.Products);
    }

    private static int Refresh(SqliteConnection connection, SqliteTransaction? transaction, string table, string[] columns)
    {
        var text = $"search_join({string.Join(", ", columns)})";
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"UPDATE {table} SET name_sort = search_fold(name), search_text = {text} WHERE name_sort IS NOT search_fold(name) OR search_text IS NOT {text}";
        return command.ExecuteNonQuery();
    }
}
