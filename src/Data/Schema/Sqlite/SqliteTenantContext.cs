using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema.Sqlite;

/// <summary>A tenant's database in a SQLite file.</summary>
public sealed class SqliteTenantContext(DbContextOptions<SqliteTenantContext> options) : TenantContext(options);
