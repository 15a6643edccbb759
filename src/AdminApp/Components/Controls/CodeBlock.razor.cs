using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>SQL, a command or a report, with a copy button.</summary>
public partial class CodeBlock
{
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What it is, e.g. "SQL of this migration".</summary>
    [Parameter]
    public string Label { get; set; } = "Code";
}
