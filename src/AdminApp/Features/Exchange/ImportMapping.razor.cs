using AdminApp.Data.Imports;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Exchange;

/// <summary>Says for each column of a file which field of a party it holds.</summary>
public sealed partial class ImportMapping
{
    [Parameter, EditorRequired]
    public ImportUpload Upload { get; set; } = default!;

    /// <summary>The field of each column; changed in place.</summary>
    [Parameter, EditorRequired]
    public string?[] Columns { get; set; } = [];

    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    private Task Set(int index, string? field)
    {
        Columns[index] = string.IsNullOrEmpty(field) ? null : field;
        return OnChanged.InvokeAsync();
    }

    private string Sample(int index) => string.Join(" · ", Upload.Sample.Select(row => index < row.Count ? row[index].Trim() : "").Where(text => text.Length > 0).Distinct().Take(3));
}
