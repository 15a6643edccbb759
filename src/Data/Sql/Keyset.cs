using System.Buffers.Text;
using System.Data.Common;
using System.IO.Hashing;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AdminApp.Data.Sql;

/// <summary>
/// The order of a list and the places in it. A place is the values that a row is ordered by, so that reading goes on behind it
/// with a condition an index can seek to, instead of walking over all rows before it.
/// </summary>
internal sealed class Keyset
{
    /// <summary>A name in any script stays as short as it is: a cursor is part of an address.</summary>
    private static readonly JsonSerializerOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<SortTerm> terms;

    /// <param name="wanted">The order asked for; what comes behind a unique term is left out.</param>
    /// <param name="unique">Breaks ties, in the direction of the last term asked for.</param>
    public Keyset(IEnumerable<SortTerm> wanted, string unique)
    {
        var chosen = new List<SortTerm>();
        foreach (var term in wanted)
        {
            if (chosen.Count == 0 || chosen.All(other => other.Sql != term.Sql))
                chosen.Add(term);
            if (term.Sql == unique)
                break;
        }
        if (chosen.Count == 0 || chosen[^1].Sql != unique)
            chosen.Add(new SortTerm(unique, SortKind.Number, chosen.Count > 0 && chosen[^1].Descending));
        terms = chosen;
    }

    /// <summary>Reads the page that was asked for.</summary>
    /// <param name="context">An open tenant.</param>
    /// <param name="columns">What <paramref name="map"/> reads.</param>
    /// <param name="from">Tables with their aliases.</param>
    /// <param name="where">Conditions, from WHERE on.</param>
    /// <param name="page">Which page.</param>
    /// <param name="map">A row.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ListPage<T>> ReadAsync<T>(
        Schema.TenantContext context, string columns, string from, SqlText where, PageRequest page, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        async Task<List<(T Row, string Cursor)>> RowsAsync(object[]? beyond, bool backwards, int limit, long offset)
        {
            var select = new SqlText($"SELECT {columns}{string.Concat(terms.Select(term => ", " + term.Sql))} FROM {from}").Add(where);
            if (beyond is not null)
                AddBeyond(select.Add(" AND "), beyond, backwards);
            select.Add(OrderBy(backwards)).Add(" LIMIT ").Value(limit);
            if (offset > 0)
                select.Add(" OFFSET ").Value(offset);
            return await select.RowsAsync(context, reader => (map(reader), CursorOf(reader)), cancellationToken).ConfigureAwait(false);
        }

        if (Places(page.Before) is { } before)
        {
            var earlier = await RowsAsync(before, true, page.Size, 0).ConfigureAwait(false);
            if (earlier.Count == page.Size)
            {
                earlier.Reverse();
                return PageOf(earlier, page.Index, hasMore: true);
            }
            // Less than a page before it: the list begins here by now.
            page = new PageRequest(0, page.Size);
        }
        var after = Places(page.After);
        var rows = await RowsAsync(after, false, page.Size + 1, after is null ? (long)page.Index * page.Size : 0).ConfigureAwait(false);
        var hasMore = rows.Count > page.Size;
        return PageOf(hasMore ? rows[..page.Size] : rows, page.Index, hasMore);
    }

    /// <summary>ORDER BY with all terms.</summary>
    public string OrderBy(bool backwards = false) =>
        " ORDER BY " + string.Join(", ", terms.Select(term => term.Sql + (term.Descending != backwards ? " DESC" : "")));

    private static ListPage<T> PageOf<T>(List<(T Row, string Cursor)> rows, int index, bool hasMore) => new([.. rows.Select(row => row.Row)], index, hasMore)
    {
        First = rows.Count == 0 ? null : rows[0].Cursor,
        Last = rows.Count == 0 ? null : rows[^1].Cursor,
    };

    /// <summary>The condition that a row comes behind a place, or before it when the list is read backwards.</summary>
    private void AddBeyond(SqlText text, object[] place, bool backwards)
    {
        if (terms.All(term => term.Descending == terms[0].Descending))
        {
            // A comparison of rows is what both providers can seek to in an index.
            text.Add($"({string.Join(", ", terms.Select(term => term.Sql))}) {Sign(terms[0], backwards)} (");
            for (var i = 0; i < place.Length; i++)
                text.Add(i == 0 ? "" : ", ").Value(place[i]);
            text.Add(")");
            return;
        }
        text.Add($"{terms[0].Sql} {Sign(terms[0], backwards)}= ").Value(place[0]).Add(" AND ");
        for (var i = 0; i < terms.Count; i++)
        {
            text.Add($"({terms[i].Sql} {Sign(terms[i], backwards)} ").Value(place[i]);
            if (i < terms.Count - 1)
                text.Add($" OR {terms[i].Sql} = ").Value(place[i]).Add(" AND ");
        }
        text.Add(new string(')', terms.Count));
    }

    private static string Sign(SortTerm term, bool backwards) => term.Descending == backwards ? ">" : "<";

    private string CursorOf(DbDataReader reader)
    {
        var first = reader.FieldCount - terms.Count;
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(terms.Select((term, i) => term.Read(reader, first + i)).Prepend(Signature).ToArray(), Short));
    }

    /// <summary>Keeps the cursor of one order from being taken for a place in another.</summary>
    private object Signature => Crc32.HashToUInt32(Encoding.UTF8.GetBytes(OrderBy()));

    private object[]? Places(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            using var kept = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            var root = kept.RootElement;
            return root.GetArrayLength() == terms.Count + 1 && root[0].GetUInt32().Equals(Signature) ? [.. terms.Select((term, i) => term.Parse(root[i + 1]))] : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }
}
