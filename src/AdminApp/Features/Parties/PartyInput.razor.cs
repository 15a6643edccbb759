using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>One text field of a party's form, by its API name: label, value, rules and errors come from there.</summary>
public partial class PartyInput
{
    private PartyField known = default!;
    private ElementReference element;

    [Parameter, EditorRequired]
    public PartyFormState Form { get; set; } = default!;

    /// <summary>The field's API name.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Instead of the field's own label, where a heading already says half of it.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>Off by default: the browser's own address is not the party's.</summary>
    [Parameter]
    public string Autocomplete { get; set; } = "off";

    /// <summary>More than one makes it a text area.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    /// <summary>Values to choose from; null for free text.</summary>
    [Parameter]
    public IReadOnlyList<string>? Options { get; set; }

    /// <summary>Written in capitals, whatever was typed.</summary>
    [Parameter]
    public bool Capitals { get; set; }

    /// <summary>The value was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Where the form keeps its fields, to lead the focus to one.</summary>
    [CascadingParameter]
    public PartyFormFocus? Focus { get; set; }

    private string Value => known.Get(Form.Typed) ?? "";

    protected override void OnParametersSet() => known = PartyField.ByName[Name];

    protected override void OnAfterRender(bool firstRender) => Focus?.Register(Name, () => element.FocusAsync());

    private Task Changed(ChangeEventArgs change)
    {
        var text = ((string?)change.Value ?? "").Trim();
        known.Set(Form.Typed, Capitals ? text.ToUpperInvariant() : text);
        Form.Judge(Name);
        return OnChanged.InvokeAsync();
    }
}

/// <summary>Leads the focus to a field named in the list of errors.</summary>
public sealed class PartyFormFocus
{
    private readonly Dictionary<string, Func<ValueTask>> fields = [];

    public void Register(string name, Func<ValueTask> focus) => fields[name] = focus;

    public ValueTask OnAsync(string name) => fields.TryGetValue(name, out var focus) ? focus() : ValueTask.CompletedTask;
}
