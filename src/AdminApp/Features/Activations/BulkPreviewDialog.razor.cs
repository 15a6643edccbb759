using System.Globalization;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Activations;

/// <summary>What the reason and the number typed in the dialog were.</summary>
/// <param name="Number">null where none was asked for.</param>
public sealed record BulkConfirmation(string Reason, int? Number)
{
    /// <summary>null where none was given.</summary>
    public string? Ticket { get; init; }
}

/// <summary>Shows what a bulk action will do, counted and pinned, and asks for the reason. Knows nothing of what the records are.</summary>
public partial class BulkPreviewDialog
{
    private string? shown;
    private string reason = "";
    private string ticket = "";
    private string typed = "";
    private string? reasonFault;
    private string? numberFault;

    /// <summary>Open while there is one.</summary>
    [Parameter, EditorRequired]
    public ActivationPreview? Preview { get; set; }

    /// <summary>What the records are called.</summary>
    [Parameter]
    public Noun Noun { get; set; } = Noun.Records;

    /// <summary>The reason is given and, where asked for, the number is right.</summary>
    [Parameter, EditorRequired]
    public EventCallback<BulkConfirmation> OnApply { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    /// <summary>Offered beside an error, such as an expired preview; the reason stays typed.</summary>
    [Parameter]
    public EventCallback OnPreviewAgain { get; set; }

    /// <summary>Reasons to choose from with one click; any other may be typed.</summary>
    [Parameter]
    public IReadOnlyList<string> Reasons { get; set; } = [];

    /// <summary>What the reason begins with: that of the batch which is tried again.</summary>
    [Parameter]
    public string? DraftReason { get; set; }

    [Parameter]
    public string? DraftTicket { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Why the last attempt did not work.</summary>
    [Parameter]
    public string? Error { get; set; }

    private bool CanApply => Preview is { WillChange: > 0 };

    private int More => Preview is { } preview ? preview.WillChange - preview.Sample.Count : 0;

    private string Title => Preview switch
    {
        null => "",
        { WillChange: 0 } => "Nothing would change",
        { } preview => $"{BatchWords.Verb(preview.Activate)} {Noun.Count(preview.WillChange)}?",
    };

    private string Sub => Preview switch
    {
        null => "",
        { WillChange: 0, Total: 0 } => "No record matches any more. Look at the list again.",
        { WillChange: 0 } preview => preview.Protected > 0
            ? $"All of them are {BatchWords.State(preview.Activate)} already or protected."
            : $"All of them are {BatchWords.State(preview.Activate)} already.",
        { Activate: true } => "They come back into default lists and forms. You can undo this.",
        _ => "They disappear from default lists and forms. History stays. You can undo this.",
    };

    private string ApplyText => $"{BatchWords.Verb(Preview!.Activate)} {Numbers.Text(Preview.WillChange)}";

    protected override void OnParametersSet()
    {
        if (Preview?.BatchId == shown)
            return;
        if (Preview is null || shown is null)
            (reason, ticket) = (DraftReason ?? "", DraftTicket ?? "");
        typed = "";
        reasonFault = numberFault = null;
        shown = Preview?.BatchId;
    }

    private async Task ApplyAsync()
    {
        var number = Number();
        reasonFault = string.IsNullOrWhiteSpace(reason) ? "Say why; it is kept with every record that changes." : null;
        numberFault = Preview!.MustTypeNumber && number != Preview.WillChange ? $"Type {Numbers.Text(Preview.WillChange)}, the number of records that will change." : null;
        if (reasonFault is null && numberFault is null)
            await OnApply.InvokeAsync(new BulkConfirmation(reason.Trim(), Preview.MustTypeNumber ? number : null) { Ticket = ticket.Trim() is { Length: > 0 } given ? given : null });
    }

    private void Choose(string known) => (reason, reasonFault) = (known, null);

    /// <summary>As typed, with or without the separators the dialog itself shows.</summary>
    private int? Number() =>
        int.TryParse(typed.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
