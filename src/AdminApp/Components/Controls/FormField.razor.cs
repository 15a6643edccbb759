using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AdminApp.Components.Controls;

/// <summary>Label, input, hint and error, linked for screen readers. The input takes <c>@attributes="field.Attributes"</c>, with Context="field" on this element.</summary>
public sealed partial class FormField : IDisposable
{
    private EditContext? subscribed;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The model's property; null for an input outside of an EditForm.</summary>
    [Parameter]
    public Expression<Func<object?>>? For { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public bool Required { get; set; }

    /// <summary>An error of the owner's own, besides those of the EditForm.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<FieldContext> ChildContent { get; set; } = default!;

    [CascadingParameter]
    public EditContext? Form { get; set; }

    private FieldContext Field { get; } = new();

    private IReadOnlyList<string> Errors
    {
        get
        {
            var own = Error is null ? [] : new[] { Error };
            return For is null || Form is null ? own : [.. own, .. Form.GetValidationMessages(FieldIdentifier.Create(For))];
        }
    }

    protected override void OnParametersSet()
    {
        Field.Required = Required;
        Field.HasHint = Hint is not null;
        Field.Invalid = Errors.Count > 0;
        if (subscribed == Form)
            return;
        Dispose();
        subscribed = Form;
        if (subscribed is not null)
            subscribed.OnValidationStateChanged += Revalidated;
    }

    public void Dispose()
    {
        if (subscribed is not null)
            subscribed.OnValidationStateChanged -= Revalidated;
    }

    private void Revalidated(object? sender, ValidationStateChangedEventArgs e)
    {
        Field.Invalid = Errors.Count > 0;
        StateHasChanged();
    }
}

/// <summary>The attributes that tie an input to its label, hint and error.</summary>
public sealed class FieldContext
{
    public string Id { get; } = "field-" + Guid.NewGuid().ToString("N")[..8];

    public string HintId => Id + "-hint";

    public string ErrorId => Id + "-error";

    internal bool Required { get; set; }

    internal bool HasHint { get; set; }

    internal bool Invalid { get; set; }

    public IReadOnlyDictionary<string, object> Attributes
    {
        get
        {
            var attributes = new Dictionary<string, object> { ["id"] = Id, ["aria-describedby"] = HasHint ? $"{ErrorId} {HintId}" : ErrorId };
            if (Required)
                attributes["aria-required"] = "true";
            if (Invalid)
                attributes["aria-invalid"] = "true";
            return attributes;
        }
    }
}
