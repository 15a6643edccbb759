using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Layout;

public partial class ShortcutsDialog
{
    private static readonly (string[] Keys, string What)[] Shortcuts =
    [
        (["/"], "Search this list"),
        (["j", "k"], "Next and previous row"),
        (["x"], "Select the row"),
        (["Shift", "x"], "Select from the last selected row to this one"),
        (["a"], "Preview activating the selection"),
        (["d"], "Preview deactivating the selection"),
        (["Enter"], "Open the row"),
        (["n", "p"], "Next and previous page"),
        (["Shift", "click"], "On a heading: sort by this as well"),
        (["v"], "Saved views"),
        (["c"], "Columns and density"),
        (["Esc"], "Close a dialog or leave the search box"),
        (["?"], "This list"),
    ];

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }
}
