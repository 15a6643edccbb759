using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema.Sqlite;

/// <summary>A tenant's database in a SQLite file.</summary>
public sealed class SqliteTenantContext(DbContextOptions<SqliteTenantContext> options) : TenantContext(options)
{
    internal override Sql.SqlDialect Dialect => Sql.SqliteDialect.Instance;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefreshSearchColumns();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefreshSearchColumns();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Searchable<Party>(modelBuilder);
        Searchable<Product>(modelBuilder);
        base.OnModelCreating(modelBuilder);
    }

    private void RefreshSearchColumns()
    {
        foreach (var entry in ChangeTracker.Entries<ISearchable>().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
            SearchColumns.Refresh(entry.Entity);
    }

    private static void Searchable<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, ISearchable
    {
        var entity = modelBuilder.Entity<TEntity>();
        entity.Property(x => x.NameSort).HasDefaultValue("");
        entity.Property(x => x.SearchText).HasDefaultValue("");
    }
}
