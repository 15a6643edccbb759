using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdminApp.Data.Tests.DataMigration.Entities;

/// <summary>What EF Core answers over a copied tenant is what PostgreSQL answers over its source, for every entity of the model.</summary>
public sealed class EntityQueryTests(CopiedModel copied) : IClassFixture<CopiedModel>
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    [Fact]
    public async Task Every_entity_loads_with_all_its_rows()
    {
        var filled = 0;
        foreach (var (entity, table) in await EntitiesAsync())
        {
            var rows = await (Task<int>)Call(nameof(LoadAsync), entity.ClrType);
            Assert.Equal((table, (await copied.AskAsync($"SELECT count(*) FROM \"{table}\""))[0]), (table, (object)(long)rows));
            filled += rows > 0 ? 1 : 0;
        }
        Assert.Equal(39, filled);
    }

    [Fact]
    public async Task Decimals_are_summed_ordered_and_compared_as_in_the_source()
    {
        var columns = 0;
        foreach (var (table, property, column) in await PropertiesAsync(typeof(decimal)))
        {
            columns++;
            var median = (decimal?)(await copied.AskAsync($"SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY {column}) FROM \"{table}\""))[0] ?? 0;
            var (sum, keys, above) = await (Task<(decimal, List<int>, int)>)Call(nameof(DecimalsAsync), property.DeclaringType.ClrType, property, median);

            Assert.Equal((table, column, await copied.AskAsync($"SELECT coalesce(sum({column}), 0) FROM \"{table}\"")), (table, column, [sum]), Same);
            Assert.Equal((table, column, await copied.AskAsync($"SELECT id FROM \"{table}\" ORDER BY {column} NULLS FIRST, id")), (table, column, [.. keys]), Same);
            Assert.Equal((table, column, await copied.AskAsync($"SELECT count(*) FROM \"{table}\" WHERE {column} > {median.ToString(Invariant)}")), (table, column, [(long)above]), Same);
        }
        Assert.True(columns > 50, $"only {columns} columns");
    }

    [Fact]
    public async Task Dates_and_booleans_filter_as_in_the_source()
    {
        var columns = 0;
        foreach (var type in new[] { typeof(DateTime), typeof(DateOnly), typeof(bool) })
        {
            foreach (var (table, property, column) in await PropertiesAsync(type))
            {
                // The declared fill: a party without the flag is active.
                var source = (table, property.Name) == ("parties", "IsActive") ? "coalesce(is_active, true)" : column;
                foreach (var value in type == typeof(bool) ? [true, false] : await copied.AskAsync($"SELECT DISTINCT {column} FROM \"{table}\" WHERE {column} IS NOT NULL ORDER BY 1 LIMIT 5"))
                {
                    columns++;
                    var (equal, later) = await (Task<(int, int)>)Call(nameof(FilterAsync), property.DeclaringType.ClrType, property, value!);
                    var literal = value switch
                    {
                        DateTime time => $"'{time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", Invariant)}'",
                        DateOnly day => $"'{day.ToString("yyyy-MM-dd", Invariant)}'",
                        _ => value!.ToString(),
                    };
                    Assert.Equal((table, column, await copied.AskAsync($"SELECT count(*) FROM \"{table}\" WHERE {source} = {literal}")), (table, column, [(long)equal]), Same);
                    if (value is not bool)
                        Assert.Equal((table, column, await copied.AskAsync($"SELECT count(*) FROM \"{table}\" WHERE {source} > {literal}")), (table, column, [(long)later]), Same);
                }
            }
        }
        Assert.True(columns > 100, $"only {columns} filters");
    }

    private static bool Same((string, string, List<object?>) one, (string, string, List<object?>) other) =>
        one.Item1 == other.Item1 && one.Item2 == other.Item2 && one.Item3.SequenceEqual(other.Item3);

    private async Task<List<(IEntityType Entity, string Table)>> EntitiesAsync()
    {
        await using var context = copied.Scene.TargetContext();
        var entities = new List<(IEntityType, string)>();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table && await copied.HasAsync(table))
                entities.Add((entity, table));
            else
                Assert.Equal(0, await (Task<int>)Call(nameof(LoadAsync), entity.ClrType));
        }
        return entities;
    }

    private async Task<List<(string Table, IProperty Property, string Column)>> PropertiesAsync(Type type)
    {
        var properties = new List<(string, IProperty, string)>();
        foreach (var (entity, table) in await EntitiesAsync())
        {
            var existing = (await copied.AskAsync($"SELECT attname::text FROM pg_attribute WHERE attrelid = '\"{table}\"'::regclass AND attnum > 0")).ToHashSet();
            properties.AddRange(entity.GetProperties()
                .Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == type && existing.Contains(property.GetColumnName()))
                .Select(property => (table, property, $"\"{property.GetColumnName()}\"")));
        }
        return properties;
    }

    private object Call(string method, Type entity, params object[] arguments) =>
        GetType().GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(entity).Invoke(this, arguments)!;

    private async Task<int> LoadAsync<TEntity>()
        where TEntity : class
    {
        await using var context = copied.Scene.TargetContext();
        return (await context.Set<TEntity>().ToListAsync()).Count;
    }

    private async Task<(decimal Sum, List<int> Keys, int Above)> DecimalsAsync<TEntity>(IProperty property, decimal than)
        where TEntity : class
    {
        await using var context = copied.Scene.TargetContext();
        var row = Expression.Parameter(typeof(TEntity));
        var value = Expression.Lambda<Func<TEntity, decimal?>>(Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(decimal?)), row);
        var above = Expression.Lambda<Func<TEntity, bool>>(Expression.GreaterThan(value.Body, Expression.Constant(than, typeof(decimal?))), row);
        var set = context.Set<TEntity>().AsNoTracking();
        return (await set.SumAsync(value) ?? 0, await set.OrderBy(value).ThenBy(x => EF.Property<int>(x, "Id")).Select(x => EF.Property<int>(x, "Id")).ToListAsync(), await set.CountAsync(above));
    }

    private async Task<(int Equal, int Later)> FilterAsync<TEntity>(IProperty property, object value)
        where TEntity : class
    {
        await using var context = copied.Scene.TargetContext();
        var row = Expression.Parameter(typeof(TEntity));
        var member = Expression.Property(row, property.PropertyInfo!);
        var constant = Expression.Constant(value, member.Type);
        var set = context.Set<TEntity>().AsNoTracking();
        var equal = await set.CountAsync(Expression.Lambda<Func<TEntity, bool>>(Expression.Equal(member, constant), row));
        return (equal, value is bool ? 0 : await set.CountAsync(Expression.Lambda<Func<TEntity, bool>>(Expression.GreaterThan(member, constant), row)));
    }
}
