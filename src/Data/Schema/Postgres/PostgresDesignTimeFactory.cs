using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminApp.Data.Schema.Postgres;

/// <summary>Lets dotnet-ef build the model; it never opens the database named here.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresTenantContext>
{
    public PostgresTenantContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresTenantContext>().UseNpgsql("Host=localhost;Database=model").Options);
}
