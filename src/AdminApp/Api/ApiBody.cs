using System.Text.Json;

namespace AdminApp.Api;

/// <summary>
/// A JSON object as sent, read field by field: what is missing, null or of another type must be told apart, and all faults are
/// reported together, which binding to a class cannot do.
/// </summary>
internal sealed class ApiBody
{
    private const string ObjectWanted = "Input should be a valid dictionary or object to extract fields from";

    private readonly JsonElement source;
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly string[] path;
    private readonly List<ApiFault> faults;

    private ApiBody(JsonElement source, string[] path, List<ApiFault> faults)
    {
        (this.source, this.path, this.faults) = (source, path, faults);
        // Of a field sent twice the last one counts.
        foreach (var property in source.EnumerateObject())
            fields[property.Name] = property.Value;
    }

    /// <summary>Reads the request's body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="optional">An absent body is an empty object.</param>
    /// <exception cref="ApiValidationException">It is no JSON object.</exception>
    public static async Task<ApiBody> ReadAsync(HttpRequest request, bool optional = false)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (text.Length == 0 && !optional)
            throw new ApiValidationException(ApiFault.Missing(null, "body"));
        var isJson = string.IsNullOrEmpty(request.ContentType) || request.HasJsonContentType();
        if (!isJson && text.Length > 0)
            throw NotAnObject(text);
        var body = Parse(text.Length == 0 ? "{}" : text);
        return body.ValueKind == JsonValueKind.Object ? new ApiBody(body, ["body"], []) : throw NotAnObject(body);
    }

    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>A text that must be there and must not be null.</summary>
    public string RequiredText(string name)
    {
        if (Has(name))
            return Text(name, nullable: false) ?? "";
        Fault(ApiFault.Missing(source, At(name)));
        return "";
    }

    /// <summary>A text or null; <paramref name="absent"/> when it is not there.</summary>
    public string? OptionalText(string name, string? absent = null) => Has(name) ? Text(name, nullable: true) : absent;

    /// <summary>A text; null is a fault unless <paramref name="nullable"/>.</summary>
    public string? Text(string name, bool nullable)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Null && nullable)
            return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(ApiFault.NotAText(value, At(name)));
            return null;
        }
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: valid JSON, but no text.
            Fault(new ApiFault("string_unicode", At(name), "Input should be a valid string, unable to parse raw data as a unicode string"));
            return null;
        }
    }

    /// <summary>A boolean, or one of the words and numbers the origin takes for one.</summary>
    public bool? Flag(string name)
    {
        var value = Value(name);
        bool? flag = value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String or JsonValueKind.Number => ApiText.Flag(value.ToString()),
            _ => null,
        };
        if (flag is null && value.ValueKind != JsonValueKind.Null)
            Fault(ApiFault.NotABoolean(value, At(name)));
        return flag;
    }

    /// <summary>An array of texts; a single text stands for an array of one, absence for an empty one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind == JsonValueKind.String)
            return Text(name, nullable: false) is { } one ? [one] : [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        Fault(ApiFault.NotAText(value, At(name)));
        return [];
    }

    /// <summary>An array of 1 to <paramref name="most"/> whole numbers.</summary>
    /// <returns>null when it is not there.</returns>
    public IReadOnlyList<int>? Numbers(string name, int most)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(new ApiFault("list_type", At(name), "Input should be a valid list", value));
            return [];
        }
        var count = value.GetArrayLength();
        if (count == 0 || count > most)
        {
            Fault(new ApiFault(count == 0 ? "too_short" : "too_long", At(name), $"List should have 1 to {most} items, not {count}"));
            return [];
        }
        var numbers = new List<int>(count);
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number))
                numbers.Add(number);
            else
                Fault(new ApiFault("int_type", At(name), "Input should be a valid integer", item));
        }
        return numbers;
    }

    /// <summary>A whole number.</summary>
    /// <returns>null when it is not there.</returns>
    public int? Number(string name)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        if (value.ValueKind != JsonValueKind.Null)
            Fault(new ApiFault("int_type", At(name), "Input should be a valid integer", value));
        return null;
    }

    /// <summary>An object within; its faults are reported with this body's.</summary>
    /// <returns>null when it is not there.</returns>
    public ApiBody? Part(string name)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Object)
            return new ApiBody(value, At(name), faults);
        if (value.ValueKind != JsonValueKind.Null)
            Fault(new ApiFault("model_attributes_type", At(name), ObjectWanted, value));
        return null;
    }

    /// <summary>Faults any key that is not among these: for bodies where a misspelt key would do something else than meant.</summary>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var (name, value) in fields)
        {
            if (!names.Contains(name))
                Fault(new ApiFault("extra_forbidden", At(name), "Extra inputs are not permitted", value));
        }
    }

    /// <summary>Where a field of this object is, for a fault.</summary>
    public string[] At(string name) => [.. path, name];

    public void Fault(ApiFault fault) => faults.Add(fault);

    /// <exception cref="ApiValidationException">Some field was not right.</exception>
    public void Refuse()
    {
        if (faults.Count > 0)
            throw new ApiValidationException(faults);
    }

    /// <summary>The field as sent; the null element when it is absent.</summary>
    private JsonElement Value(string name) => fields.TryGetValue(name, out var value) ? value : NullElement;

    private static readonly JsonElement NullElement = Parse("null");

    private static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            var position = fault.BytePositionInLine ?? 0;
            throw new ApiValidationException(new ApiFault("json_invalid", ["body", $"{position}"], "JSON decode error", new object(), new Dictionary<string, object> { ["error"] = $"Not JSON at line {(fault.LineNumber ?? 0) + 1}, byte {position}" }));
        }
    }

    private static ApiValidationException NotAnObject(object input) => new(new ApiFault("model_attributes_type", ["body"], ObjectWanted, input));
}
