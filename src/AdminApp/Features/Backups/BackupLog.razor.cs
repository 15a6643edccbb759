using AdminApp.Data.Central;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Backups;

/// <summary>The newest entries of the audit of backups.</summary>
public partial class BackupLog
{
    [Parameter, EditorRequired]
    public IReadOnlyList<BackupEvent> Events { get; set; } = [];

    [Parameter, EditorRequired]
    public Func<string, string> TitleOf { get; set; } = name => name;
}
