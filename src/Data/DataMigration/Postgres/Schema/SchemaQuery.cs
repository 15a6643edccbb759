using Npgsql;

namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>Runs the catalogue's queries.</summary>
internal sealed class SchemaQuery(PostgresSource source, CancellationToken cancellationToken)
{
    /// <summary>Condition on pg_namespace n: not PostgreSQL's own schemas, temporary ones included.</summary>
    public const string UserSchema = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    /// <summary>Begins a query that may join <c>mine</c>: all relations outside of PostgreSQL's own schemas and of extensions.</summary>
    public static readonly string Mine =
        $"WITH mine AS MATERIALIZED (SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {UserSchema} AND {NotOfExtension("pg_class", "c.oid")}) ";

    public static string NotOfExtension(string catalogue, string oid) =>
        $"NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '{catalogue}'::regclass AND e.objid = {oid} AND e.deptype = 'e')";

    /// <summary>A column of the catalogue that is there from some version on; before, what stands for it.</summary>
    public string Since(int major, string column, string otherwise) => source.Since(major, column, otherwise);

    public void ForEach(string sql, Action<NpgsqlDataReader> row)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = source.Command(sql);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            row(reader);
    }

    public List<T> List<T>(string sql, Func<NpgsqlDataReader, T> row)
    {
        var list = new List<T>();
        ForEach(sql, reader => list.Add(row(reader)));
        return list;
    }
}

internal static class CatalogueValues
{
    public static string? Text(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static uint Oid(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? 0 : reader.GetFieldValue<uint>(column);

    /// <summary>The catalogue's one-letter codes; a blank for none.</summary>
    public static char Letter(this NpgsqlDataReader reader, int column) => reader.Text(column) is [var letter, ..] && letter != '\0' ? letter : ' ';

    public static IReadOnlyList<short> Numbers(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<short[]>(column);
}
