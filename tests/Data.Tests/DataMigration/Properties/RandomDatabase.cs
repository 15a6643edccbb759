using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AdminApp.Data.Tests.DataMigration.Properties;

/// <summary>A random schema with rows, as the SQL that makes it.</summary>
internal sealed record RandomDatabase(string Sql)
{
    private enum Key { None, Number, Text, Composite }

    private sealed record Column(string Type, bool NotNull, string[] Values);

    private sealed record Table(Key Key, int Rows, Column[] Columns, bool Refers);

    private static readonly string[] KeyTexts = ["a", "A", "ä", "", " ", "x'y", "🎉", "1e5", "0101", "NULL"];

    private static readonly Gen<Column> Columns =
        from type in Gen.Elements(RandomValues.Types)
        from required in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from values in Gen.ArrayOf(RandomValues.Of(type), KeyTexts.Length)
        from nulls in Gen.ArrayOf(Gen.Choose(0, 3), KeyTexts.Length)
        let notNull = required && !values.Contains("'NaN'")
        select new Column(type, notNull, [.. values.Zip(nulls, (value, isNull) => isNull == 0 && !notNull ? "NULL" : value)]);

    private static readonly Gen<Table> Tables =
        from key in Gen.Elements(Enum.GetValues<Key>())
        from rows in Gen.Choose(0, KeyTexts.Length)
        from count in Gen.Choose(1, 8)
        from columns in Gen.ArrayOf(Columns, count)
        from refers in Gen.Elements(true, false)
        select new Table(key, rows, columns, refers);

    public static Gen<RandomDatabase> Any { get; } =
        from count in Gen.Choose(2, 4)
        from tables in Gen.ArrayOf(Tables, count)
        select new RandomDatabase(Script(tables));

    public override string ToString() => Sql;

    private static string Script(Table[] tables)
    {
        var sql = new StringBuilder("CREATE TYPE mood AS ENUM ('sad', 'so so', 'Happy');\n");
        for (var i = 0; i < tables.Length; i++)
        {
            // The nearest table before it that has a key and rows.
            var parent = tables[i].Refers ? Array.FindLastIndex(tables, Math.Max(i - 1, 0), i, table => table.Key != Key.None && table.Rows > 0) : -1;
            Describe(tables, i, parent, sql);
        }
        return sql.ToString();
    }

    private static void Describe(Table[] tables, int index, int parent, StringBuilder sql)
    {
        var table = tables[index];
        string[] keys = KeyColumns(table.Key, "k");
        List<string> parts = [.. keys.Zip(KeyTypes(table.Key), (name, type) => $"{name} {type}")];
        parts.AddRange(table.Columns.Select((column, i) => $"c{i} {column.Type}{(column.NotNull ? " NOT NULL" : "")}"));
        if (keys.Length > 0)
            parts.Add($"PRIMARY KEY ({string.Join(", ", keys)})");
        if (parent >= 0)
        {
            var of = tables[parent].Key;
            parts.AddRange(KeyColumns(of, "p").Zip(KeyTypes(of), (name, type) => $"{name} {type}"));
            parts.Add($"FOREIGN KEY ({string.Join(", ", KeyColumns(of, "p"))}) REFERENCES t{parent} ({string.Join(", ", KeyColumns(of, "k"))})");
        }
        sql.AppendLine($"CREATE TABLE t{index} ({string.Join(", ", parts)});");
        string[] names = [.. keys, .. table.Columns.Select((_, i) => $"c{i}"), .. parent < 0 ? [] : KeyColumns(tables[parent].Key, "p")];
        for (var row = 0; row < table.Rows; row++)
        {
            string[] refers = parent < 0 ? [] : row % 3 == 0 ? [.. KeyColumns(tables[parent].Key, "p").Select(_ => "NULL")] : KeyValues(tables[parent].Key, row % tables[parent].Rows);
            sql.AppendLine($"INSERT INTO t{index} ({string.Join(", ", names)}) VALUES ({string.Join(", ", [.. KeyValues(table.Key, row), .. table.Columns.Select(column => column.Values[row]), .. refers])});");
        }
    }

    private static string[] KeyColumns(Key key, string prefix) => [.. KeyTypes(key).Select((_, i) => prefix + i)];

    private static string[] KeyTypes(Key key) => key switch
    {
        Key.Number => ["int"],
        Key.Text => ["text"],
        Key.Composite => ["bigint", "varchar(9)"],
        _ => [],
    };

    private static string[] KeyValues(Key key, int row)
    {
        var text = $"'{KeyTexts[row].Replace("'", "''", StringComparison.Ordinal)}'";
        return key switch
        {
            Key.Number => [$"{(row * 7) - 9}"],
            Key.Text => [text],
            Key.Composite => [$"{row / 2}", text],
            _ => [],
        };
    }
}
