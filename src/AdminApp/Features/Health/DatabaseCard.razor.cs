using AdminApp.Components.Controls;
using AdminApp.Data.Health;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Health;

/// <summary>One database as last checked.</summary>
public partial class DatabaseCard
{
    [Parameter, EditorRequired]
    public DatabaseReport Report { get; set; } = default!;

    private (TagKind Kind, string Text) Word => Report switch
    {
        { Provider: TenantProvider.PostgreSql } => (TagKind.Plain, "PostgreSQL"),
        { State: TenantState.Quarantined } => (TagKind.Bad, "quarantined"),
        { Damage.Count: > 0 } => (TagKind.Bad, "damaged"),
        { Fault: not null } => (TagKind.Bad, "unreadable"),
        { BrokenReferences.Count: > 0 } => (TagKind.Warn, "references broken"),
        { WalAlert: true } => (TagKind.Warn, "long log"),
        { State: TenantState.Inactive } => (TagKind.Plain, "inactive, sound"),
        _ => (TagKind.Ok, "sound"),
    };
}
