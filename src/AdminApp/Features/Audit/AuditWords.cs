using AdminApp.Components.Controls;
using AdminApp.Data.Audit;

namespace AdminApp.Features.Audit;

/// <summary>Actions and tables as people read them.</summary>
public static class AuditWords
{
    /// <summary>What this application records, and what the origin recorded.</summary>
    public static readonly IReadOnlyList<string> Actions =
    [
        AuditActions.Create, AuditActions.Update, AuditActions.Activate, AuditActions.Deactivate, AuditActions.Protect, AuditActions.Unprotect,
        AuditActions.Restore, AuditActions.Migrate, AuditActions.Cutover, AuditActions.Fallback, AuditActions.Freeze, AuditActions.Unfreeze, AuditActions.Connect,
        AuditActions.StartStream, AuditActions.StopStream, AuditActions.DropStream, "delete", "login", "logout",
    ];

    /// <summary>Tables worth a choice; any other can be named in the address.</summary>
    public static readonly IReadOnlyList<string> Entities = ["parties", "products", "invoices", "payments", "purchases", "users"];

    public static string Action(string action) => action.ToLowerInvariant() switch
    {
        AuditActions.Create => "Created",
        AuditActions.Update => "Changed",
        AuditActions.Activate => "Activated",
        AuditActions.Deactivate => "Deactivated",
        AuditActions.Protect => "Protected",
        AuditActions.Unprotect => "Protection removed",
        AuditActions.Restore => "Restored",
        AuditActions.Migrate => "Migrated",
        AuditActions.Cutover => "Moved to a file",
        AuditActions.Fallback => "Moved back to PostgreSQL",
        AuditActions.Freeze => "Made read-only",
        AuditActions.Unfreeze => "Made writable",
        AuditActions.Connect => "Connection changed",
        AuditActions.StartStream => "Stream started",
        AuditActions.StopStream => "Stream stopped",
        AuditActions.DropStream => "Stream ended",
        "delete" => "Deleted",
        "login" => "Signed in",
        "logout" => "Signed out",
        var other => Sentence(other),
    };

    public static TagKind Kind(string action) => action.ToLowerInvariant() switch
    {
        AuditActions.Activate => TagKind.Ok,
        AuditActions.Deactivate => TagKind.Warn,
        "delete" => TagKind.Bad,
        _ => TagKind.Plain,
    };

    /// <summary>"purchase_orders" becomes "Purchase orders".</summary>
    public static string Entity(string entity) => Sentence(entity);

    /// <summary>The record's name, or its table and number where the name is not known.</summary>
    public static string Record(AuditRow row) => row.EntityName is { Length: > 0 } name ? name : row.EntityId is { } id ? $"{Entity(row.Entity)} no. {id}" : Entity(row.Entity);

    private static string Sentence(string name)
    {
        var text = name.Replace('_', ' ').Trim();
        return text.Length == 0 ? "—" : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
