using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminApp.Data.Schema.Sqlite;

/// <summary>Lets dotnet-ef build the model; it never opens the database named here.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteTenantContext>
{
    public SqliteTenantContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteTenantContext>().UseSqlite("Data Source=:memory:").Options);
}
