using AdminApp.Data.Sql;
using AdminApp.Data.Text;

namespace AdminApp.Data.Audit;

/// <summary>The audit of this application and the imported one as one list.</summary>
internal static class AuditSql
{
    /// <summary>Newest first. Rows of one batch share their instant: the id keeps pages apart.</summary>
    public const string OrderBy = " ORDER BY occurred_at DESC, id DESC";

    /// <summary>Both sources narrowed by the filter.</summary>
    public static SqlText Select(AuditFilter filter)
    {
        var select = new SqlText(
            "SELECT 0 AS source, a.id AS id, a.occurred_at AS occurred_at, a.actor AS actor, NULL AS user_id, a.origin AS origin, a.user_agent AS user_agent, "
            + "a.action AS action, a.entity AS entity, a.entity_id AS entity_id, a.entity_name AS entity_name, a.reason AS reason, "
            + "a.before AS before, a.after AS after, a.batch_id AS batch_id FROM audit_entries a WHERE 1=1");
        AddConditions(select, filter, new Columns("a.actor", "a.action", "a.entity", "a.entity_id", "a.batch_id", "a.occurred_at", "NULL", "a.reason", ["a.actor", "a.entity_name", "a.reason"]));
        select.Add(
            " UNION ALL SELECT 1, t.id, t.created_at, coalesce(u.username, 'user ' || t.user_id), t.user_id, t.ip_address, t.user_agent, "
            + "t.action, t.table_name, t.record_id, NULL, NULL, t.old_values, t.new_values, NULL "
            + "FROM audit_trail t LEFT JOIN users u ON u.id = t.user_id WHERE 1=1");
        AddConditions(select, filter, new Columns("u.username", "t.action", "t.table_name", "t.record_id", "NULL", "t.created_at", "t.user_id", "NULL", ["u.username"]));
        return select;
    }

    private static void AddConditions(SqlText select, AuditFilter filter, Columns columns)
    {
        AddEqualInAnyCase(select, columns.Actor, filter.Actor);
        AddEqualInAnyCase(select, columns.Action, filter.Action);
        AddEqual(select, columns.Entity, filter.Entity);
        AddEqual(select, columns.EntityId, filter.EntityId);
        AddEqual(select, columns.BatchId, filter.BatchId);
        AddEqual(select, columns.UserId, filter.OriginUserId);
        if (filter.SingleOnly)
            select.Add($" AND {columns.BatchId} IS NULL");
        if (filter.From is { } from)
            select.Add($" AND {columns.OccurredAt} >= ").Value(from);
        if (filter.To is { } to)
            select.Add($" AND {columns.OccurredAt} <= ").Value(to);
        AddContains(select, columns.Searched, filter.Search);
        AddContains(select, [columns.Reason], filter.Reason);
    }

    private static void AddContains(SqlText select, string[] columns, string? term)
    {
        if (string.IsNullOrWhiteSpace(term))
            return;
        select.Add($" AND {SqlDialect.Fold}({string.Join(" || '\n' || ", columns.Select(column => $"coalesce({column}, '')"))}) LIKE ")
            .Value(SearchFold.LikePattern(term.Trim())).Add(" ESCAPE '\\'");
    }

    private static void AddEqual(SqlText select, string column, object? value)
    {
        if (value is not null)
            select.Add($" AND {column} = ").Value(value);
    }

    private static void AddEqualInAnyCase(SqlText select, string column, string? value)
    {
        if (value is not null)
            select.Add($" AND lower({column}) = lower(").Value(value).Add(")");
    }

    /// <summary>Where each condition looks in one of the sources.</summary>
    private sealed record Columns(string Actor, string Action, string Entity, string EntityId, string BatchId, string OccurredAt, string UserId, string Reason, string[] Searched);
}
