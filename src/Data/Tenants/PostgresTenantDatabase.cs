using System.Data;
using AdminApp.Data.Audit;
using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdminApp.Data.Tenants;

/// <summary>
/// A tenant on a PostgreSQL server, which others may write to as well. A write sees one state of the database; when somebody
/// changed what it changes too, the server refuses one of the two and that one is done again from the start, on the new state.
/// </summary>
internal sealed class PostgresTenantDatabase : ITenantDatabase
{
    /// <summary>Times a write is begun before its caller is told to try again.</summary>
    private const int Attempts = 10;

    private static readonly DbContextOptions<PostgresTenantContext> ReaderOptions = new DbContextOptionsBuilder<PostgresTenantContext>()
        .UseNpgsql()
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .Options;

    private static readonly DbContextOptions<PostgresTenantContext> WriterOptions = new DbContextOptionsBuilder<PostgresTenantContext>().UseNpgsql().Options;

    private readonly string slug;
    private readonly NpgsqlDataSource reader;
    private readonly NpgsqlDataSource writer;

    /// <param name="slug">The tenant.</param>
    /// <param name="address">Where its database is.</param>
    /// <param name="wait">How long a statement waits for somebody else's lock.</param>
    public PostgresTenantDatabase(string slug, TenantAddress address, TimeSpan wait)
    {
        this.slug = slug;
        reader = address.Open("-c default_transaction_read_only=on");
        writer = address.Open($"-c lock_timeout={(int)wait.TotalMilliseconds}");
    }

    public async Task<TenantContext> ReadAsync(CancellationToken cancellationToken)
    {
        var context = Context(ReaderOptions, reader);
        try
        {
            // Now and not with the first statement: here a server that is gone gets its proper name.
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return context;
        }
        catch (Exception fault)
        {
            await context.DisposeAsync().ConfigureAwait(false);
            if (PostgresFaults.Explain(slug, fault) is { } explained)
                throw explained;
            throw;
        }
    }

    public async Task<T> WriteAsync<T>(Func<TenantContext, Task<T>> work, bool audited, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var context = Context(WriterOptions, writer);
                await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
                // The audit is one chain, so those who add to it take turns. Before the first look at the data: what is seen then is all that was added.
                if (audited)
                    await context.Database.ExecuteSqlRawAsync(AuditChain.Turn, cancellationToken).ConfigureAwait(false);
                var result = await work(context).ConfigureAwait(false);
                // Not cancellable: a commit that was asked for either happens or fails.
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
            catch (Exception fault) when (PostgresFaults.IsOvertaken(fault))
            {
                if (attempt == Attempts)
                    throw new TenantBusyException(slug, fault);
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (Exception fault) when (PostgresFaults.Explain(slug, fault) is { } explained)
            {
                throw explained;
            }
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        writer.Dispose();
    }

    /// <summary>Session settings of work on the schema: those who work in the database must not queue behind a wait of ours.</summary>
    public const string Patience = "-c lock_timeout=5000";

    /// <summary>A context for work on the schema, which may take its time.</summary>
    public static PostgresTenantContext ForSchema(NpgsqlDataSource source)
    {
        var context = Context(WriterOptions, source);
        context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        return context;
    }

    private static PostgresTenantContext Context(DbContextOptions<PostgresTenantContext> options, NpgsqlDataSource source)
    {
        var context = new PostgresTenantContext(options);
        // Not among the options, which would make EF Core build its services anew for each tenant.
        context.Database.SetDbConnection(source.CreateConnection(), contextOwnsConnection: true);
        return context;
    }
}
