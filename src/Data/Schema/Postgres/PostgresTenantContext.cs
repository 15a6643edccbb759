using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema.Postgres;

/// <summary>A tenant's database in PostgreSQL, with the column types of the origin.</summary>
public sealed class PostgresTenantContext(DbContextOptions<PostgresTenantContext> options) : TenantContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveColumnType("timestamp without time zone");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseSerialColumns();
        base.OnModelCreating(modelBuilder);
    }
}
