using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema;

/// <summary>Marks the configuration of a table that lives in a tenant's database, so that the central database never picks it up.</summary>
internal interface ITenantTable<TEntity> : IEntityTypeConfiguration<TEntity>
    where TEntity : class;
