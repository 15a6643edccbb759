using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>Rupees with Indian grouping: ₹1,24,500.00. Decimal only; money never passes through floating point.</summary>
public partial class Money
{
    private static readonly CultureInfo Indian = CultureInfo.GetCultureInfo("en-IN");

    [Parameter, EditorRequired]
    public decimal? Value { get; set; }

    [Parameter]
    public string Missing { get; set; } = "—";

    /// <summary>For text outside of markup, e.g. labels and toasts.</summary>
    public static string Format(decimal value) => value.ToString("C2", Indian);
}
