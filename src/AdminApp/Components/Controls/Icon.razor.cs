using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>A small line drawing beside or instead of a word; hidden from screen readers, so the control around it must have a name.</summary>
public partial class Icon
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["alert"] = "M10 3 18 16.5H2ZM10 8v4M10 14.2v.1",
        ["arrow-down"] = "M10 4v12M5.5 11.5 10 16l4.5-4.5",
        ["arrow-up"] = "M10 16V4M5.5 8.5 10 4l4.5 4.5",
        ["back"] = "M12.5 4.5 7 10l5.5 5.5",
        ["bookmark"] = "M6 3.5h8V17l-4-3-4 3Z",
        ["check"] = "m4 10.5 4 4 8-9",
        ["clock"] = "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 6v4.2l2.8 1.8",
        ["close"] = "m5 5 10 10M15 5 5 15",
        ["columns"] = "M3.5 4h13v12h-13ZM8 4v12M12.3 4v12",
        ["copy"] = "M7 7h9v9H7ZM4 13V4h9",
        ["down"] = "m5.5 8 4.5 4.5L14.5 8",
        ["inbox"] = "M3 11h4l1.2 2.5h3.6L13 11h4M3 11l2.4-7h9.2L17 11v5H3Z",
        ["mark"] = "M4 16V7l6-3.5L16 7v9M4 16h12M8 16v-5h4v5",
        ["menu"] = "M3.5 6h13M3.5 10h13M3.5 14h13",
        ["moon"] = "M16 11.8A6.5 6.5 0 0 1 8.2 4 6.5 6.5 0 1 0 16 11.8Z",
        ["next"] = "M7.5 4.5 13 10l-5.5 5.5",
        ["person"] = "M10 3.5a3 3 0 1 0 0 6.2 3 3 0 0 0 0-6.2ZM4 17a6 6 0 0 1 12 0",
        ["plus"] = "M10 4v12M4 10h12",
        ["screen"] = "M3 4h14v9.5H3ZM7 17h6M10 13.5V17",
        ["search"] = "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4",
        ["sun"] = "M10 6.7a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6ZM10 1.8v1.7M10 16.5v1.7M1.8 10h1.7M16.5 10h1.7M4.2 4.2l1.2 1.2M14.6 14.6l1.2 1.2M15.8 4.2l-1.2 1.2M5.4 14.6l-1.2 1.2",
        ["undo"] = "M4 8h8a4 4 0 0 1 0 8H8M7 4.5 3.5 8 7 11.5",
    };

    /// <summary>Every icon there is.</summary>
    public static IEnumerable<string> Names => Paths.Keys;

    /// <summary>One of the names above.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    private string Path => Paths[Name];
}
