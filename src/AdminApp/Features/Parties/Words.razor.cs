using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>A text that may be missing, with a smaller one under it that may be missing too.</summary>
public partial class Words
{
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public string? Small { get; set; }
}
