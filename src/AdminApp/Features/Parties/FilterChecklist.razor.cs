using AdminApp.Data.Sql;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>Several of a column's values, each a checkbox.</summary>
public partial class FilterChecklist
{
    [Parameter, EditorRequired]
    public string Legend { get; set; } = "";

    /// <summary>Null while they load.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Facet>? Choices { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<string> Chosen { get; set; } = [];

    [Parameter]
    public EventCallback<IReadOnlyList<string>> ChosenChanged { get; set; }

    /// <summary>By name; a chosen value that is not among the choices (from an old link) can still be removed.</summary>
    private List<Facet> Shown =>
        [.. Choices!.Concat(Chosen.Where(chosen => Choices!.All(choice => choice.Value != chosen)).Select(chosen => new Facet(chosen, null)))
            .OrderBy(choice => choice.Value, StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, ignoreCase: true))];

    private Task Toggle(string choice, bool on) =>
        ChosenChanged.InvokeAsync(on ? [.. Chosen, choice] : [.. Chosen.Where(other => other != choice)]);
}
