using AdminApp.Data.Schema.Sqlite;
using AdminApp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.DataMigration;

/// <summary>The tables of a tenant, as the application's own schema migrations make them.</summary>
internal static class TenantSchema
{
    public static async Task CreateAsync(string path, CancellationToken cancellationToken)
    {
        var options = new DbContextOptionsBuilder<SqliteTenantContext>().UseSqlite(SqliteConnectionStrings.Create(path)).Options;
        await using var context = new SqliteTenantContext(options);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
