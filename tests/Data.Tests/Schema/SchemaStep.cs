using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Tests.Schema;

/// <summary>The tables as one migration leaves them: made from the model stored with it, so it can fill and read them.</summary>
public sealed class SchemaStep
{
    private SchemaStep(string migration, IReadOnlyList<ITable> tables)
    {
        Migration = migration;
        Tables = tables;
    }

    public string Migration { get; }

    /// <summary>In an order in which rows can be inserted.</summary>
    public IReadOnlyList<ITable> Tables { get; }

    public static IReadOnlyList<SchemaStep> All(TenantDatabase database)
    {
        using var context = database.NewContext();
        var migrations = context.GetService<IMigrationsAssembly>();
        var initializer = context.GetService<IModelRuntimeInitializer>();
        var provider = context.Database.ProviderName!;
        return [.. migrations.Migrations.Select(migration =>
        {
            var model = initializer.Initialize(migrations.CreateMigration(migration.Value, provider).TargetModel, designTime: true);
            return new SchemaStep(migration.Key, InInsertOrder(model.GetRelationalModel().Tables));
        })];
    }

    /// <summary>Two rows into each table that has none: one full, one with every nullable column NULL.</summary>
    public async Task FillAsync(TenantDatabase database)
    {
        foreach (var table in Tables)
        {
            if ((await database.QueryAsync($"SELECT 1 FROM {table.Name} LIMIT 1")).Count > 0)
                continue;
            foreach (var number in (int[])[1, 2])
            {
                var values = table.Columns.Where(IsStored).Select((column, i) => (Name: $"@p{i}", Column: column.Name, Value: Value(table, column, number))).ToList();
                await database.ExecuteAsync(
                    $"INSERT INTO {table.Name} ({string.Join(", ", values.Select(v => v.Column))}) VALUES ({string.Join(", ", values.Select(v => v.Name))})",
                    [.. values.Select(v => (v.Name, v.Value))]);
            }
        }
    }

    /// <summary>Every value of every row, as text, by "table.column".</summary>
    public async Task<SortedDictionary<string, string>> ReadAsync(TenantDatabase database)
    {
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            var columns = table.Columns.Where(IsStored).Select(column => column.Name).ToList();
            var key = string.Join(", ", table.PrimaryKey!.Columns.Select(column => column.Name));
            var rows = await database.QueryAsync($"SELECT {string.Join(", ", columns.Select(column => $"CAST({column} AS text)"))} FROM {table.Name} ORDER BY {key}");
            for (var i = 0; i < columns.Count; i++)
                content[$"{table.Name}.{columns[i]}"] = string.Join(" | ", rows.Select(row => row[i] ?? "NULL"));
        }
        return content;
    }

    private static bool IsStored(IColumn column) => column.ComputedColumnSql is null;

    private static List<ITable> InInsertOrder(IEnumerable<ITable> tables)
    {
        var waiting = tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(table => table.ForeignKeyConstraints.All(key => ordered.Contains(key.PrincipalTable)));
            waiting.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }

    private static object? Value(ITable table, IColumn column, int number)
    {
        var property = column.PropertyMappings[0].Property;
        if (column.IsNullable && number == 2)
            return null;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(int) || type == typeof(long))
            return number;
        if (type == typeof(decimal))
            return (property.GetScale() == 4 ? 999999.9999m : property.GetPrecision() == 12 ? 9999999999.99m : 99999999.99m) - number;
        if (type == typeof(double))
            return number + 0.125;
        if (type == typeof(bool))
            return number == 1;
        if (type == typeof(DateTime))
            return new DateTime(2025, 9, 6, 1, 2, 3, DateTimeKind.Unspecified).AddTicks(1234560 + (number * 10));
        if (type == typeof(DateOnly))
            return new DateOnly(2025, 9, number);
        var isForeignKey = table.ForeignKeyConstraints.Any(key => key.Columns.Contains(column));
        var text = isForeignKey || property.IsPrimaryKey() ? $"{number}" : $"{number} é {table.Name} {column.Name}";
        return text[..Math.Min(text.Length, property.GetMaxLength() ?? 200)];
    }
}
