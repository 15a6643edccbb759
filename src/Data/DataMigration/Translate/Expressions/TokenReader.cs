namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Steps through tokens.</summary>
internal abstract class TokenReader(IReadOnlyList<Token> tokens)
{
    // SQLite's own limit is 1,000 levels, and each of ours may become several.
    private const int DeepestNesting = 150;

    private int _at;
    private int _depth;

    protected Token Next => tokens[_at];

    protected Token After(int count) => tokens[Math.Min(_at + count, tokens.Count - 1)];

    protected Token Take() => tokens[_at].Kind == TokenKind.End ? throw Unexpected() : tokens[_at++];

    protected bool TryMark(string mark) => TryIf(Next.IsMark(mark));

    protected bool TryWord(string word) => TryIf(Next.IsWord(word));

    /// <summary>Takes several keywords if all of them follow.</summary>
    protected bool TryWords(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!After(i).IsWord(words[i]))
                return false;
        }
        _at += words.Length;
        return true;
    }

    protected void Expect(string mark)
    {
        if (!TryMark(mark))
            throw Unexpected();
    }

    protected void ExpectWord(string word)
    {
        if (!TryWord(word))
            throw Unexpected();
    }

    protected string TakeName() =>
        Next.Kind is TokenKind.Word or TokenKind.Quoted ? Take().Value : throw Unexpected();

    protected T Nested<T>(Func<T> read)
    {
        if (++_depth > DeepestNesting)
            throw new UntranslatableException("it is nested too deeply");
        var result = read();
        _depth--;
        return result;
    }

    protected List<T> ListOf<T>(Func<T> read)
    {
        var list = new List<T> { read() };
        while (TryMark(","))
            list.Add(read());
        return list;
    }

    protected UntranslatableException Unexpected() =>
        new(Next.Kind == TokenKind.End ? "its text ends early" : $"it uses '{Next.Value}' in a way that is not translated");

    private bool TryIf(bool matches)
    {
        if (matches)
            _at++;
        return matches;
    }
}
