using System.Text.RegularExpressions;
using Npgsql;

namespace AdminApp.Tests.Shared.Postgres;

/// <summary>What pg_dump says of a database of the tests' own cluster, made comparable.</summary>
public static partial class PostgresDump
{
    /// <summary>Schema with owners and privileges; rows too unless told otherwise, those of each table sorted.</summary>
    public static async Task<string> TakeAsync(string connectionString, bool schemaOnly = false)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        string[] arguments = ["-h", address.Host!, "-p", address.Port.ToString(), "-U", address.Username!, address.Database!, .. schemaOnly ? ["--schema-only"] : Array.Empty<string>()];
        var dump = await PostgresTools.RunAsync(Path.Combine(PostgresTools.BinDirectory, "pg_dump"), arguments, new Dictionary<string, string> { ["PGPASSWORD"] = address.Password! });
        return string.Join('\n', SortRows(dump.Split('\n').Where(line => !Random().IsMatch(line))));
    }

    /// <summary>The lines of which one dump has more than the other, for a message; empty when both are equal.</summary>
    public static string Difference(string expected, string actual)
    {
        if (expected == actual)
            return "";
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var first = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            Only in the original: {string.Join("\n", Except(left, right))}
            Only in the return: {string.Join("\n", Except(right, left))}
            First at line {first + 1}: {string.Join("\n", left.Skip(first).Take(3))}
            against: {string.Join("\n", right.Skip(first).Take(3))}
            """;
    }

    private static IEnumerable<string> Except(string[] one, string[] other)
    {
        var counts = other.CountBy(line => line).ToDictionary();
        return one.Where(line => !counts.TryGetValue(line, out var left) || (counts[line] = left - 1) < 0).Take(40).Select(line => line[..Math.Min(line.Length, 300)]);
    }

    private static IEnumerable<string> SortRows(IEnumerable<string> lines)
    {
        List<string>? rows = null;
        foreach (var line in lines)
        {
            if (rows is null)
            {
                yield return line;
                if (line.StartsWith("COPY ", StringComparison.Ordinal) && line.EndsWith(" FROM stdin;", StringComparison.Ordinal))
                    rows = [];
            }
            else if (line == "\\.")
            {
                foreach (var row in rows.Order(StringComparer.Ordinal))
                    yield return row;
                yield return line;
                rows = null;
            }
            else
            {
                rows.Add(line);
            }
        }
    }

    [GeneratedRegex(@"^(\\(un)?restrict |-- Dumped )")]
    private static partial Regex Random();
}
