using System.Text.Json.Serialization;

namespace AdminApp.Api;

/// <summary>One fault of a 422 answer, in the shape the origin's callers know: <c>type</c>, <c>loc</c>, <c>msg</c>, <c>input</c>.</summary>
/// <param name="Type">Machine-readable kind, such as <c>missing</c> or <c>int_parsing</c>.</param>
/// <param name="Loc">Where: "body", "query" or "path", then the field.</param>
/// <param name="Msg">For people.</param>
/// <param name="Input">What was sent, as JSON; null when nothing was.</param>
/// <param name="Ctx">Bounds the message speaks of; left out when there are none.</param>
public sealed record ApiFault(string Type, string[] Loc, string Msg, object? Input = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, object>? Ctx = null)
{
    public static ApiFault Missing(object? input, params string[] loc) => new("missing", loc, "Field required", input);

    public static ApiFault NotAnInteger(string input, params string[] loc) =>
        new("int_parsing", loc, "Input should be a valid integer, unable to parse string as an integer", input);

    public static ApiFault NotABoolean(object? input, params string[] loc) =>
        new("bool_parsing", loc, "Input should be a valid boolean, unable to interpret input", input);

    public static ApiFault NotAText(object? input, params string[] loc) => new("string_type", loc, "Input should be a valid string", input);

    public static ApiFault TooLong(string? input, int maxLength, params string[] loc) =>
        new("string_too_long", loc, $"String should have at most {maxLength} characters", input, new Dictionary<string, object> { ["max_length"] = maxLength });

    /// <summary>A value of the right type that breaks a rule of this API.</summary>
    public static ApiFault Value(string message, object? input, params string[] loc) =>
        new("value_error", loc, "Value error, " + message, input, new Dictionary<string, object> { ["error"] = new object() });
}

/// <summary>The request itself is not right; nothing was looked up or changed. 422.</summary>
public sealed class ApiValidationException(IReadOnlyList<ApiFault> faults) : Exception(string.Join(" ", faults.Select(fault => fault.Msg)))
{
    public ApiValidationException(ApiFault fault) : this([fault])
    {
    }

    public IReadOnlyList<ApiFault> Faults { get; } = faults;
}

/// <summary>The request is refused with a status and a sentence.</summary>
public sealed class ApiRefusedException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;
}
