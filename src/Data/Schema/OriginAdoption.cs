using AdminApp.Data.Schema.Postgres;
using AdminApp.Data.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema;

/// <summary>Takes over a PostgreSQL database that the origin's own tools built: its tables stay, ours are added.</summary>
public static class OriginAdoption
{
    /// <summary>
    /// Records the baseline as applied and applies every later migration. Tables and columns that only this database has
    /// are left alone. Safe to repeat, also after a failure half way.
    /// </summary>
    /// <exception cref="OriginSchemaException">A table or column of the origin is missing; nothing was changed.</exception>
    public static async Task AdoptAsync(PostgresTenantContext context, CancellationToken cancellationToken)
    {
        var baseline = context.Database.GetMigrations().First();
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
        if (!applied.Contains(baseline))
        {
            var missing = await MissingAsync(context, baseline, cancellationToken).ConfigureAwait(false);
            if (missing.Count > 0)
                throw new OriginSchemaException(missing);
            var history = context.GetService<IHistoryRepository>();
            await history.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
            var row = new HistoryRow(baseline, ProductInfo.GetVersion());
            await context.Database.ExecuteSqlRawAsync(history.GetInsertScript(row), cancellationToken).ConfigureAwait(false);
        }
        await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<string>> MissingAsync(PostgresTenantContext context, string baseline, CancellationToken cancellationToken)
    {
        var present = (await new SqlText("SELECT table_name || '.' || column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()")
            .RowsAsync(context, r => (Name: r.GetString(0), Type: r.GetString(1)), cancellationToken).ConfigureAwait(false)).ToDictionary(c => c.Name, c => c.Type);
        var tables = present.Keys.Select(name => name[..name.IndexOf('.', StringComparison.Ordinal)]).ToHashSet();
        return [.. Tables(context, baseline).SelectMany(table => tables.Contains(table.Name)
            ? table.Columns.Select(column => Fault(column, present)).OfType<string>()
            : [table.Name])];
    }

    /// <summary>Widths may differ, as they did over the origin's life; a text may be of either kind.</summary>
    private static string? Fault(IColumn column, Dictionary<string, string> present)
    {
        var name = $"{column.Table.Name}.{column.Name}";
        if (!present.TryGetValue(name, out var found))
            return name;
        var wanted = column.StoreType.Split('(')[0];
        return Kind(wanted) == Kind(found) ? null : $"{name} as {wanted} (it is {found})";

        static string Kind(string type) => type == "character varying" ? "text" : type;
    }

    private static IEnumerable<ITable> Tables(PostgresTenantContext context, string baseline)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        var target = migrations.CreateMigration(migrations.Migrations[baseline], context.Database.ProviderName!).TargetModel;
        return context.GetService<IModelRuntimeInitializer>().Initialize(target, designTime: true).GetRelationalModel().Tables;
    }
}
