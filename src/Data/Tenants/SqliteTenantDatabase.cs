using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Sqlite;
using AdminApp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tenants;

/// <summary>A tenant's file: readers that cannot write, writers one after the other inside gated IMMEDIATE transactions.</summary>
internal sealed class SqliteTenantDatabase : ITenantDatabase
{
    private readonly DbContextOptions<SqliteTenantContext> reader;
    private readonly DbContextOptions<SqliteTenantContext> writer;
    private readonly WriteGate gate;

    /// <exception cref="TenantUnavailableException">The file is missing.</exception>
    public SqliteTenantDatabase(string slug, string path, SqlitePolicy policy, WriteGate gate, DamageReports damage)
    {
        if (!File.Exists(path))
            throw new TenantUnavailableException(slug, $"has no database file ({Path.GetFileName(path)} is missing). An administrator restores a backup on the Backups page.");
        this.gate = gate;
        var interceptor = new SqlitePolicyInterceptor(policy);
        var watch = new DamageInterceptor(slug, damage);
        reader = new DbContextOptionsBuilder<SqliteTenantContext>()
            .UseSqlite(SqliteConnectionStrings.Reader(path))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(interceptor, watch)
            .Options;
        writer = new DbContextOptionsBuilder<SqliteTenantContext>()
            .UseSqlite(SqliteConnectionStrings.Writer(path))
            .AddInterceptors(interceptor, new WriteGateInterceptor(gate), watch)
            .Options;
    }

    public Task<TenantContext> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<TenantContext>(new SqliteTenantContext(reader));

    public async Task<T> WriteAsync<T>(Func<TenantContext, Task<T>> work, bool audited, CancellationToken cancellationToken)
    {
        await using var context = new SqliteTenantContext(writer);
        await using var transaction = await GatedTransaction.BeginAsync(context, gate, cancellationToken).ConfigureAwait(false);
        var result = await work(context).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return result;
    }

    public void Dispose()
    {
        // The pools belong to the file, not to this: whoever replaces the file closes them.
    }
}
