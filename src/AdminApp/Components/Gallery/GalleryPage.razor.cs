using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Gallery;

/// <summary>For looking at, for pictures and for the accessibility tests.</summary>
public partial class GalleryPage
{
    private const string Sql = """
        ALTER TABLE parties ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX ix_parties_is_active_name ON parties (is_active, name, id);
        """;

    private static readonly IReadOnlyList<StepItem> Steps =
    [
        new("Plan", "2 warnings, no blockers", StepState.Done),
        new("Rehearse", "verified, 6 min 10 s", StepState.Done),
        new("Copy", "68 % · 212k rows/s · 1 min 40 s left", StepState.Now),
        new("Stream", "lag —", StepState.Waiting),
        new("Cut over", "refused: source is ahead", StepState.Failed),
    ];

    private bool on = true;
    private string? dialog;

    [Inject]
    private IHostEnvironment Environment { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private void ShowToasts()
    {
        Toasts.Done("412 customers deactivated", "Batch 31", () => Task.CompletedTask);
        Toasts.Info("A newer page is there");
        Toasts.Warn("3 rows skipped", "They changed since the preview");
        Toasts.Failed("The export stopped", "Trace id 4bf92f35");
    }
}
