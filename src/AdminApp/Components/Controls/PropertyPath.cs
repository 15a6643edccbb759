using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Components.Forms;

namespace AdminApp.Components.Controls;

/// <summary>Finds the object and property that a validator's path means: "Name", "Address.City", "Items[2].Price".</summary>
internal static class PropertyPath
{
    public static FieldIdentifier Resolve(object model, string path)
    {
        var parts = path.Split('.');
        var owner = model;
        foreach (var part in parts[..^1])
        {
            if (Step(owner, part) is not { } next)
                return new FieldIdentifier(model, path);
            owner = next;
        }
        return new FieldIdentifier(owner, parts[^1]);
    }

    private static object? Step(object owner, string part)
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var value = owner.GetType().GetProperty(bracket < 0 ? part : part[..bracket])?.GetValue(owner);
        if (bracket < 0)
            return value;
        var index = int.Parse(part[(bracket + 1)..^1], CultureInfo.InvariantCulture);
        return value is IList list && index < list.Count ? list[index] : null;
    }
}
