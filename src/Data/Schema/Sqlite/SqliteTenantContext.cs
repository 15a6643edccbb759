using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema.Sqlite;

/// <summary>A tenant's database in a SQLite file.</summary>
public sealed class SqliteTenantContext(DbContextOptions<SqliteTenantContext> options) : TenantContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Searchable<Party>(modelBuilder);
        Searchable<Product>(modelBuilder);
        base.OnModelCreating(modelBuilder);
    }

    private static void Searchable<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, ISearchable
    {
        var entity = modelBuilder.Entity<TEntity>();
        entity.Property(x => x.NameSort).HasDefaultValue("");
        entity.Property(x => x.SearchText).HasDefaultValue("");
    }
}
