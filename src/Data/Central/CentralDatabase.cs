using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Central;

/// <summary>
/// Opens central.db. Also the <see cref="IDbContextFactory{TContext}"/> that ASP.NET Core Identity's stores are given.
/// </summary>
public sealed class CentralDatabase : IDbContextFactory<CentralContext>
{
    private readonly DbContextOptions<CentralContext> writer;
    private readonly DbContextOptions<CentralContext> reader;
    private readonly WriteGate gate;

    public CentralDatabase(DatabaseLocations locations, SqlitePolicy policy, WriteGates gates)
    {
        var path = locations.Central();
        gate = gates.For(path);
        writer = new DbContextOptionsBuilder<CentralContext>()
            .UseSqlite(SqliteConnectionStrings.Writer(path))
            .AddInterceptors(new SqlitePolicyInterceptor(policy), new WriteGateInterceptor(gate))
            .Options;
        reader = new DbContextOptionsBuilder<CentralContext>()
            .UseSqlite(SqliteConnectionStrings.Reader(path))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new SqlitePolicyInterceptor(policy))
            .Options;
    }

    /// <summary>A context that may write through SaveChanges; its commit passes the write gate.</summary>
    public CentralContext CreateDbContext() => new(writer);

    /// <summary>A context that cannot write. Dispose it soon.</summary>
    public CentralContext Read() => new(reader);

    /// <summary>Runs the work in one gated IMMEDIATE transaction and commits it.</summary>
    /// <exception cref="DatabaseBusyException">The gate stayed taken.</exception>
    public async Task<T> WriteAsync<T>(Func<CentralContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var context = CreateDbContext();
        await using var transaction = await GatedTransaction.BeginAsync(context, gate, cancellationToken).ConfigureAwait(false);
        var result = await work(context).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<CentralContext, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(async context =>
        {
            await work(context).ConfigureAwait(false);
            return 0;
        }, cancellationToken);
}
