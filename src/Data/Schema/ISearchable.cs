namespace AdminApp.Data.Schema;

/// <summary>
/// A record with columns derived from its own text. PostgreSQL generates them; in SQLite, whose lower() knows ASCII only,
/// the application writes them: <c>SearchColumns</c>.
/// </summary>
public interface ISearchable
{
    /// <summary>The name as it sorts.</summary>
    string NameSort { get; set; }

    /// <summary>Every searchable text of the record, folded, one a line.</summary>
    string SearchText { get; set; }
}
