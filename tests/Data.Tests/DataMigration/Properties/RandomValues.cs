using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AdminApp.Data.Tests.DataMigration.Properties;

/// <summary>Random values of PostgreSQL's types, as literals.</summary>
internal static class RandomValues
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly string[] Pieces = ["a", "Z", "0", "1e5", " ", "'", "\"", "\\", ",", "{", "}", "\n", "\t", "\r", "é", "ß", "e\u0301", "🎉", "\u200f", "NULL", "%", ";", "\u0001", "\ufffe"];

    private static readonly Gen<long> Longs = from high in Gen.Choose(int.MinValue, int.MaxValue)
                                              from low in Gen.Choose(int.MinValue, int.MaxValue)
                                              from shift in Gen.Choose(0, 63)
                                              select (((long)high << 32) ^ (uint)low) >> shift;

    private static readonly Gen<string> Texts = from count in Gen.Choose(0, 8)
                                                from pieces in Gen.ArrayOf(Gen.Elements(Pieces), count)
                                                select string.Concat(pieces);

    private static readonly Gen<string> Doubles = Gen.OneOf(
        Longs.Select(bits => BitConverter.Int64BitsToDouble(bits) is var value && double.IsFinite(value) ? value.ToString("R", Invariant) : "NaN"),
        Gen.Elements("0", "-0", "NaN", "Infinity", "-Infinity", "5e-324", "0.1", "1e308"));

    private static readonly Gen<string> Numerics = Gen.OneOf(
        from whole in Longs from more in Longs from zeros in Gen.Choose(0, 4) select $"{whole}.{(ulong)more}{new string('0', zeros)}",
        Gen.Elements("0", "0.00", "NaN", "100", "-0.000001", "1e30", "12345678901234567890123456789012345678901234567890"));

    private static readonly Gen<string> Moments =
        from seconds in Gen.Choose(int.MinValue, int.MaxValue)
        from factor in Gen.Choose(1, 90)
        from micros in Gen.Elements(0, 1, 100_000, 123_456, 999_999)
        select DateTime.UnixEpoch.AddSeconds((double)seconds * Math.Min(factor, 28)).AddMicroseconds(micros).ToString("yyyy-MM-dd HH:mm:ss.ffffff", Invariant);

    private static readonly Dictionary<string, Gen<string>> ByType = new(StringComparer.Ordinal)
    {
        ["smallint"] = Longs.Select(value => ((short)value).ToString(Invariant)),
        ["int"] = Longs.Select(value => ((int)value).ToString(Invariant)),
        ["bigint"] = Longs.Select(value => value.ToString(Invariant)),
        ["oid"] = Longs.Select(value => ((uint)value).ToString(Invariant)),
        ["numeric"] = Numerics,
        ["numeric(14,4)"] = Longs.Select(value => (value % 99_999_999_999_999 / 10_000m).ToString(Invariant)),
        ["real"] = Longs.Select(bits => BitConverter.Int32BitsToSingle((int)bits) is var value && float.IsFinite(value) ? value.ToString("R", Invariant) : "-0"),
        ["double precision"] = Doubles,
        ["money"] = Longs.Select(value => (value / 100m).ToString("0.00", Invariant)),
        ["boolean"] = Gen.Elements("t", "f"),
        ["text"] = Texts,
        ["varchar(200)"] = Texts,
        ["char(60)"] = Texts,
        ["bytea"] = Gen.ArrayOf(Gen.Choose(0, 255)).Select(bytes => "\\x" + Convert.ToHexString([.. bytes.Select(value => (byte)value)])),
        ["date"] = Gen.OneOf(Moments.Select(moment => moment[..10]), Gen.Elements("infinity", "-infinity", "0044-03-15 BC", "12345-06-07")),
        ["timestamp"] = Gen.OneOf(Moments, Gen.Elements("infinity", "-infinity", "0044-03-15 01:02:03 BC", "12345-06-07 00:00:00.5")),
        ["timestamptz"] = Gen.OneOf(from moment in Moments from zone in Gen.Elements("+00", "-11:30", "+14") select moment + zone, Gen.Elements("infinity", "0044-03-15 01:02:03+00 BC")),
        ["time"] = Gen.OneOf(Moments.Select(moment => moment[11..]), Gen.Constant("24:00:00")),
        ["timetz"] = from moment in Moments from zone in Gen.Elements("+00", "-11:30", "+14") select moment[11..] + zone,
        ["interval"] = from months in Gen.Choose(-999, 999) from days in Gen.Choose(-999, 999) from micros in Longs select $"{months} mons {days} days {micros % 999_999_999_999} us",
        ["uuid"] = from high in Longs from low in Longs select new Guid([.. BitConverter.GetBytes(high), .. BitConverter.GetBytes(low)]).ToString(),
        ["json"] = Texts.Select(text => $" [{System.Text.Json.JsonSerializer.Serialize(text)},1.50 ]"),
        ["jsonb"] = Texts.Select(text => System.Text.Json.JsonSerializer.Serialize(text).Replace("\\u0000", "", StringComparison.Ordinal)),
        ["int[]"] = Gen.ArrayOf(Gen.OneOf(Longs.Select(value => ((int)value).ToString(Invariant)), Gen.Constant("NULL"))).Select(items => $"{{{string.Join(',', items)}}}"),
        ["text[]"] = Gen.ArrayOf(Gen.OneOf(Texts.Select(Quoted), Gen.Constant("NULL"))).Select(items => $"{{{string.Join(',', items)}}}"),
        ["numeric[]"] = Gen.ArrayOf(Numerics).Select(items => $"{{{string.Join(',', items)}}}"),
        ["float8[]"] = Gen.ArrayOf(Doubles).Select(items => $"{{{string.Join(',', items)}}}"),
        ["mood"] = Gen.Elements("sad", "so so", "Happy"),
        ["int4range"] = from low in Gen.Choose(-99, 99) from size in Gen.Choose(0, 99) select $"[{low},{low + size})",
        ["inet"] = from address in Gen.Elements("10.0.0.1", "0.0.0.0", "192.168.1.255") from bits in Gen.Choose(0, 32) select $"{address}/{bits}",
        ["varbit"] = Gen.ArrayOf(Gen.Elements('0', '1')).Select(bits => new string(bits)),
        ["point"] = from x in Doubles from y in Doubles select $"({x},{y})",
    };

    public static string[] Types { get; } = [.. ByType.Keys];

    public static Gen<string> Of(string type) => ByType[type].Select(text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'");

    private static string Quoted(string text) => $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
