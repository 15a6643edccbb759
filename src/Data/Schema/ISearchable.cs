namespace AdminApp.Data.Schema;

/// <summary>
/// A record with columns derived from its own text. PostgreSQL generates them. In SQLite, whose lower() knows ASCII only,
/// <see cref="Sqlite.SqliteTenantContext"/> writes them when it saves, and <see cref="Sqlite.SearchColumns"/> after anything else.
/// </summary>
public interface ISearchable
{
    /// <summary>The name as it sorts.</summary>
    string NameSort { get; set; }

    /// <summary>The searched fields, folded, one a line.</summary>
    string SearchText { get; set; }

    /// <summary>The fields that make up <see cref="SearchText"/>; the name comes first.</summary>
    string?[] SearchedFields();
}
