namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Takes an array of an expression apart.</summary>
internal static class Elements
{
    /// <summary>The elements of <c>ARRAY[…]</c>, with what the whole is cast to put on each.</summary>
    public static IReadOnlyList<Node> Of(Node array) => array switch
    {
        ArrayNode list => list.Items,
        CastNode { Type.IsArray: true, Operand: TextNode literal } cast => [.. Literal(literal.Text).Select(text => Cast(text is null ? new NullNode() : new TextNode(text), cast.Type))],
        CastNode { Type.IsArray: true } cast => [.. Of(cast.Operand).Select(element => Cast(element, cast.Type))],
        _ => throw new UntranslatableException("it searches an array that is no constant"),
    };

    private static CastNode Cast(Node element, TypeName array) => new(element, array with { IsArray = false });

    // {a,b}: without quotes inside, which is how the plain ones are written.
    private static IEnumerable<string?> Literal(string text)
    {
        if (text.Length < 2 || text[0] != '{' || text.AsSpan(1, text.Length - 2).IndexOfAny("{}\"\\") >= 0)
            throw new UntranslatableException("it searches an array that is no simple list");
        return text == "{}" ? [] : text[1..^1].Split(',').Select(element => element == "NULL" ? null : element);
    }
}
