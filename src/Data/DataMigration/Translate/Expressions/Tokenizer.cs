using System.Text;

namespace AdminApp.Data.DataMigration.Translate.Expressions;

internal enum TokenKind
{
    /// <summary>A name or keyword without quotes.</summary>
    Word,

    /// <summary>A name in quotes: never a keyword.</summary>
    Quoted,
    Text,
    Number,

    /// <summary>B'…' or X'…'.</summary>
    Bits,
    Operator,

    /// <summary>One of ( ) [ ] , . ; : or ::.</summary>
    Mark,
    End,
}

internal readonly record struct Token(TokenKind Kind, string Value)
{
    public bool IsMark(string mark) => Kind == TokenKind.Mark && Value == mark;

    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Value, word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts what pg_get_expr and pg_get_viewdef write into tokens.</summary>
internal static class Tokenizer
{
    private const string OperatorLetters = "+-*/<>=~!@#%^&|`?";

    public static List<Token> Read(string sql)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < sql.Length;)
        {
            var letter = sql[at];
            if (char.IsWhiteSpace(letter))
                at++;
            else if (letter is 'E' or 'e' or 'B' or 'b' or 'X' or 'x' && at + 1 < sql.Length && sql[at + 1] == '\'')
                tokens.Add(new Token(letter is 'E' or 'e' ? TokenKind.Text : TokenKind.Bits, Quoted(sql, ref at, '\'', letter is 'E' or 'e')));
            else if (letter == '\'')
                tokens.Add(new Token(TokenKind.Text, Quoted(sql, ref at, '\'', escapes: false)));
            else if (letter == '"')
                tokens.Add(new Token(TokenKind.Quoted, Quoted(sql, ref at, '"', escapes: false)));
            else if (char.IsAsciiDigit(letter))
                tokens.Add(new Token(TokenKind.Number, Number(sql, ref at)));
            else if (char.IsLetter(letter) || letter == '_' || letter >= 0x80)
                tokens.Add(new Token(TokenKind.Word, While(sql, ref at, c => char.IsLetterOrDigit(c) || c is '_' or '$' || c >= 0x80)));
            else if (OperatorLetters.Contains(letter, StringComparison.Ordinal))
                tokens.Add(new Token(TokenKind.Operator, While(sql, ref at, c => OperatorLetters.Contains(c, StringComparison.Ordinal))));
            else
                tokens.Add(new Token(TokenKind.Mark, Mark(sql, ref at)));
        }
        tokens.Add(new Token(TokenKind.End, ""));
        return tokens;
    }

    private static string Mark(string sql, ref int at)
    {
        var length = string.CompareOrdinal(sql, at, "::", 0, 2) == 0 ? 2 : 1;
        at += length;
        return sql.Substring(at - length, length);
    }

    private static string While(string sql, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < sql.Length && belongs(sql[at]))
            at++;
        return sql[start..at];
    }

    private static string Number(string sql, ref int at)
    {
        var start = at;
        While(sql, ref at, c => char.IsAsciiDigit(c) || c == '.');
        if (at + 1 < sql.Length && sql[at] is 'e' or 'E' && (char.IsAsciiDigit(sql[at + 1]) || sql[at + 1] is '+' or '-'))
        {
            at += 2;
            While(sql, ref at, char.IsAsciiDigit);
        }
        return sql[start..at];
    }

    // From the quote, or from the letter before it, to behind the closing quote.
    private static string Quoted(string sql, ref int at, char quote, bool escapes)
    {
        at = sql.IndexOf(quote, at) + 1;
        var value = new StringBuilder();
        while (true)
        {
            if (at >= sql.Length)
                throw new UntranslatableException("its text ends within quotes");
            var letter = sql[at++];
            if (letter == quote && (at >= sql.Length || sql[at] != quote))
                return value.ToString();
            if (letter == quote)
                at++;
            else if (letter == '\\' && escapes && at < sql.Length)
                letter = Escaped(sql[at++]);
            value.Append(letter);
        }
    }

    private static char Escaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        '\\' or '\'' => letter,
        _ => throw new UntranslatableException("it holds an escape that PostgreSQL itself does not write"),
    };
}
