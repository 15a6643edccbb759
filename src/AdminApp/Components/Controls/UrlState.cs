using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminApp.Components.Controls;

/// <summary>A page's state in its address: filter, sort, page. Values equal to the page's default are left out by passing null.</summary>
public sealed class UrlState(NavigationManager navigation)
{
    /// <summary>What says on which page of a list one is.</summary>
    private static readonly (string Name, object? Value)[] Start = [("page", null), ("after", null), ("before", null)];

    public string? Text(string name) => Many(name) is [var first, ..] ? first : null;

    public int Number(string name, int otherwise) =>
        int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public bool? Flag(string name) => bool.TryParse(Text(name), out var flag) ? flag : null;

    public IReadOnlyList<string> Many(string name) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var values)
            ? [.. values.OfType<string>().Where(value => value.Length > 0)]
            : [];

    /// <summary>Another set of rows, or another order: as <see cref="Push"/>, from the first page on.</summary>
    public void PushFromStart(params (string Name, object? Value)[] changes) => Push([.. changes, .. Start]);

    /// <summary>As <see cref="PushFromStart"/> while typing: the back button skips it.</summary>
    public void ReplaceFromStart(params (string Name, object? Value)[] changes) => Replace([.. changes, .. Start]);

    /// <summary>A step people go back from: another page, filter or sort.</summary>
    public void Push(params (string Name, object? Value)[] changes) => navigation.NavigateTo(With(changes));

    /// <summary>Typing and the like: the back button skips it.</summary>
    public void Replace(params (string Name, object? Value)[] changes) => navigation.NavigateTo(With(changes), replace: true);

    /// <summary>The present address with some parameters changed; null, "" and an empty list remove one.</summary>
    public string With(params (string Name, object? Value)[] changes) =>
        navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Name, change => change.Value switch
        {
            "" => null,
            IReadOnlyCollection<string> { Count: 0 } => null,
            IReadOnlyCollection<string> many => many.ToArray(),
            var value => value,
        }));
}
