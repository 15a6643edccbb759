using AdminApp.Data.Schema;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>Asks how far to go back, and for the tenant's slug to be typed.</summary>
public partial class RevertDialog
{
    private const string Nothing = "0";

    private SchemaStatus? shown;
    private string target = Nothing;

    /// <summary>Null: closed.</summary>
    [Parameter, EditorRequired]
    public SchemaStatus? Status { get; set; }

    /// <summary>Gets the last migration to keep.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnConfirm { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private IEnumerable<string> Targets => Status!.Applied.SkipLast(1).Reverse().Append(Nothing);

    private int Steps => Status?.Applied.Count(id => target == Nothing || string.CompareOrdinal(id, target) > 0) ?? 0;

    protected override void OnParametersSet()
    {
        if (Status is not null && Status != shown)
            target = Targets.First();
        shown = Status;
    }
}
