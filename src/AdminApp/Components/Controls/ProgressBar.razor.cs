using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>How far something has come; green when it is through.</summary>
public partial class ProgressBar
{
    /// <summary>0 to 1; null when the end is not known.</summary>
    [Parameter, EditorRequired]
    public double? Value { get; set; }

    /// <summary>What progresses.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    private bool Done => Value >= 1;

    private int? Thousandths => Value is { } value ? (int)(Math.Clamp(value, 0, 1) * 1000) : null;

    private string? ValueText => Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Math.Clamp(value, 0, 1) * 100)} %") : null;
}
