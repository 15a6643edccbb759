using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Exchange;

/// <summary>Saves every record that the list at this address shows, on all its pages: the file's address has the list's own parameters.</summary>
public sealed partial class ExportMenu
{
    /// <summary>What is exported, in a line.</summary>
    [Parameter]
    public string Scope { get; set; } = "all that match";

    [Inject]
    private UrlState Url { get; set; } = default!;

    private string Href(string format)
    {
        var list = new Uri(Url.With(("page", null), ("size", null)));
        return $"{list.AbsolutePath.TrimEnd('/')}/export.{format}{list.Query}";
    }
}
