using System.Text;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>A column on its way to SQLite.</summary>
internal sealed class ColumnDraft
{
    public required PgColumn Source { get; init; }

    /// <summary>Name in SQLite, unquoted.</summary>
    public required string Target { get; init; }
    public required TypeMapping Type { get; init; }

    /// <summary>What differs, for the report.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>What stands for the key of a single whole number, e.g. <c>PRIMARY KEY AUTOINCREMENT</c>.</summary>
    public string? Key { get; set; }

    /// <summary>NOT NULL although PostgreSQL's column says nothing of the kind: part of a key.</summary>
    public bool KeyColumn { get; set; }

    public Clause? Default { get; set; }

    /// <summary>GENERATED ALWAYS AS (…) STORED.</summary>
    public Clause? Generated { get; set; }

    public List<Clause> Checks { get; } = [];

    public string Quoted => SqliteFile.Quote(Target);

    public bool IsCitext => Source.Resolved.Base is { Name: "citext", Kind: 'b' };

    /// <summary>What the uniqueness of SQLite lets through and PostgreSQL's does not; null when they agree.</summary>
    public string? LooselyUnique => Type.Encoding == ValueEncoding.Text && (!Source.Deterministic || Source.Resolved.Base is { Kind: 'c' } or { BuiltIn: true, Name: "interval" or "jsonb" or "numrange" or "nummultirange" })
        ? $"equal values of {Source.Name} can have different texts, which SQLite takes for different"
        : null;

    public string Sql()
    {
        var sql = new StringBuilder($"{Quoted} {Type.Storage}");
        if (Key is not null)
            sql.Append(' ').Append(Key);
        if ((Source.NotNull || KeyColumn) && Key is null)
            sql.Append(" NOT NULL");
        if (IsCitext)
            sql.Append(" COLLATE NOCASE");
        foreach (var clause in Checks.Prepend(Generated).Prepend(Default))
        {
            if (clause is not null)
                sql.Append(' ').Append(clause.Sql);
        }
        return sql.ToString();
    }

    public MappedColumn Map() => new()
    {
        Source = Source.Name,
        Target = Target,
        Type = Source.Type,
        Encoding = Type.Encoding,
        Scale = Type.Scale,
        Wire = Type.Wire,
        BinarySelect = Type.BinarySelect,
        TextSelect = Type.TextSelect,
        NotNull = Source.NotNull || KeyColumn,
        Computed = Generated is not null,
        GeneratedInSource = Source.Generated != ' ',
    };
}
