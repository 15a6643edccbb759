using AdminApp.Data.Backups;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Backups;

/// <summary>Per database: newest backup, the next one, the last restore test, copies.</summary>
public partial class BackupCareCard
{
    [Parameter, EditorRequired]
    public IReadOnlyList<BackupCare> Care { get; set; } = [];

    [Parameter, EditorRequired]
    public Func<string, string> TitleOf { get; set; } = name => name;

    /// <summary>The other place; null for none.</summary>
    [Parameter]
    public string? CopyTo { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private DateTime Now => Time.GetUtcNow().UtcDateTime;
}
