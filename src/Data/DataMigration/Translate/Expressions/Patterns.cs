using System.Text;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>LIKE by a constant pattern. PostgreSQL's tells upper from lower case, which in SQLite only GLOB does.</summary>
internal static class Patterns
{
    public static SqlPart Like(string symbol, SqlPart value, SqlPart pattern, Notes notes)
    {
        if (value.Type is not { Class: TypeClass.Text, Deterministic: true } || pattern.Constant is not { } text)
            throw new UntranslatableException("it compares with a pattern that is no constant text");
        var not = symbol[0] == '!' ? "NOT " : "";
        if (!symbol.EndsWith('*'))
            return SqlPart.Truth($"({value.Text} {not}GLOB {SqliteFile.Literal(Glob(text))})");
        notes.Differs("ILIKE compares without case for A-Z only");
        return SqlPart.Truth($"({value.Text} {not}LIKE {SqliteFile.Literal(text)} ESCAPE '\\')");
    }

    private static string Glob(string pattern)
    {
        var glob = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            if (letter == '\\')
            {
                if (++i == pattern.Length)
                    throw new UntranslatableException("its pattern ends with an escape");
                Literal(pattern[i]);
            }
            else if (letter is '%' or '_')
                glob.Append(letter == '%' ? '*' : '?');
            else
                Literal(letter);
        }
        return glob.ToString();

        void Literal(char letter)
        {
            if (letter is '*' or '?' or '[')
                glob.Append('[').Append(letter).Append(']');
            else
                glob.Append(letter);
        }
    }
}
