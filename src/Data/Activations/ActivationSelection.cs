using AdminApp.Data.Search;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Activations;

/// <summary>
/// Which records a bulk action is about, said as a condition rather than a list, so that "all 4,191 matching" costs no more to say
/// than one. Pinned record by record, with versions, when it is previewed.
/// </summary>
public abstract class ActivationSelection
{
    /// <summary>Table: "parties" or "products". Trusted text, part of statements.</summary>
    public abstract string Entity { get; }

    /// <summary>The table's full-text index. Trusted text.</summary>
    internal string SearchIndex => Entity + "_search";

    /// <summary>Search term of the condition, if any.</summary>
    internal abstract string? Search { get; }

    /// <summary>WHERE clause over the table under the alias <c>p</c>.</summary>
    internal abstract SqlText Where(SearchPlan plan);

    /// <summary>What is kept with the batch for people to read; serialised as JSON.</summary>
    internal abstract object Describe();
}
