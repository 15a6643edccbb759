using System.Globalization;

namespace AdminApp.Configuration;

/// <summary>
/// Reads typed values out of configuration and collects every fault instead of stopping at the first, which is what the
/// framework's binder does. Also the list of keys there are, from which unknown keys are recognised.
/// </summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> faults = [];
    private readonly HashSet<string> keys = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Faults => faults;

    /// <summary>Every key that was asked for, in this order.</summary>
    public IReadOnlyCollection<string> Keys => keys;

    public string Text(string key, string fallback) => Value(key) ?? fallback;

    public string? OptionalText(string key) => Value(key);

    public int Number(string key, int fallback, int least, int most)
    {
        if (Value(key) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Fault(key, text, $"must be a whole number from {least} to {most}");
        return fallback;
    }

    public bool Flag(string key, bool fallback)
    {
        if (Value(key) is not { } text)
            return fallback;
        if (bool.TryParse(text, out var flag))
            return flag;
        Fault(key, text, "must be true or false");
        return fallback;
    }

    public T Choice<T>(string key, T fallback) where T : struct, Enum
    {
        if (Value(key) is not { } text)
            return fallback;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsDigit(text[0]))
            return choice;
        Fault(key, text, "must be one of " + string.Join(", ", Enum.GetNames<T>()));
        return fallback;
    }

    public void Fault(string key, string value, string what) => faults.Add($"{key} = \"{value}\" {what}.");

    /// <summary>Names of the sections right below one: where the keys themselves are names.</summary>
    public IEnumerable<string> Children(string section) => configuration.GetSection(section).GetChildren().Select(child => child.Key);

    /// <summary>Adds a fault for each key below the section that nobody reads: a misspelt key must not be ignored in silence.</summary>
    public void RefuseUnknown(string section)
    {
        foreach (var (key, value) in configuration.GetSection(section).AsEnumerable())
        {
            // A host that passes whole sections on gives the section itself an empty value.
            if (value is not (null or "") && !keys.Contains(key))
                Fault(key, value, $"is not a known key; {section} has {string.Join(", ", keys.Where(k => k.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)).Select(k => k[(section.Length + 1)..]))}");
        }
    }

    private string? Value(string key)
    {
        keys.Add(key);
        return configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }
}
