using AdminApp.Components.Controls;
using AdminApp.Data.Schema;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>Every database with what is applied, pending, locked or broken; one that is broken leaves the others readable.</summary>
public partial class SchemaCard
{
    private const int MostDrift = 20;

    [Parameter, EditorRequired]
    public IReadOnlyList<SchemaStatus> Statuses { get; set; } = [];

    /// <summary>Shows the buttons that change something; the service refuses anyway.</summary>
    [Parameter]
    public bool MayMigrate { get; set; }

    /// <summary>Whether work on a database is under way.</summary>
    [Parameter]
    public Func<string, bool> Busy { get; set; } = _ => false;

    [Parameter]
    public EventCallback<SchemaStatus> OnShowSql { get; set; }

    [Parameter]
    public EventCallback<SchemaStatus> OnApply { get; set; }

    [Parameter]
    public EventCallback<SchemaStatus> OnRevert { get; set; }

    private static string ApplyWord(SchemaStatus status) =>
        status.Pending.Count == 0 ? "Clear the lock…" : status.Provider == TenantProvider.Sqlite ? "Apply with backup…" : "Apply…";

    private static bool CanApply(SchemaStatus status) => status.Fault is null && status.Unknown.Count == 0 && (status.Pending.Count > 0 || status.Lock is not null);

    // Central comes back at the next start: the application cannot run without it.
    private static bool CanRevert(SchemaStatus status) =>
        status.Fault is null && status.Unknown.Count == 0 && status.Applied.Count > 0 && status.Database != ManagedDatabase.Central && status.Provider == TenantProvider.Sqlite;

    private static (TagKind Kind, string Text) Word(SchemaStatus status) => status switch
    {
        { Provider: TenantProvider.PostgreSql, Fault: not null } => (TagKind.Bad, "not reached"),
        { Provider: TenantProvider.Sqlite, Exists: false } => (TagKind.Bad, "missing"),
        { Fault: not null } => (TagKind.Bad, "unreadable"),
        { State: TenantState.Quarantined } => (TagKind.Bad, "quarantined"),
        { Unknown.Count: > 0 } => (TagKind.Bad, "newer than this application"),
        { Pending.Count: > 0 } => (TagKind.Warn, $"{status.Pending.Count} pending"),
        { Drift.Count: > 0 } => (TagKind.Warn, "changed by hand"),
        { Provider: TenantProvider.PostgreSql } => (TagKind.Plain, "PostgreSQL"),
        _ => (TagKind.Ok, $"{status.Applied.Count} applied"),
    };
}
