using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Operations;

/// <summary>Long work under way and its outcome, for everybody who looks at the page.</summary>
public partial class WorkPanel
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    private readonly HashSet<Guid> dismissed = [];

    [Parameter, EditorRequired]
    public IEnumerable<WorkItem> Items { get; set; } = [];

    /// <summary>Where it is set, what can be cancelled has a button.</summary>
    [Parameter]
    public EventCallback<WorkItem> OnCancel { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private IEnumerable<WorkItem> Recent => Items.Where(item => item.IsActive || item.FinishedAt > Time.GetUtcNow() - ShownFor && !dismissed.Contains(item.Id));

    private static string Words(WorkItem item) => item.State switch
    {
        WorkState.Waiting => $"waiting for its turn, asked for by {item.By}",
        WorkState.Running => item.Doing is { } doing ? $"{doing}{(item.Fraction is { } fraction ? $", {fraction:P0}" : "")}" : $"running, asked for by {item.By}",
        _ => item.Message ?? "",
    };
}
