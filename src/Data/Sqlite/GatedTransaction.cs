using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminApp.Data.Sqlite;

/// <summary>
/// A write transaction that holds the file's gate from before BEGIN IMMEDIATE until COMMIT or ROLLBACK returned. Never
/// deferred: a transaction that starts by reading and then writes can only fail after spinning the whole timeout.
/// </summary>
public sealed class GatedTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction transaction;
    private readonly IDisposable pass;

    private GatedTransaction(IDbContextTransaction transaction, IDisposable pass)
    {
        this.transaction = transaction;
        this.pass = pass;
    }

    /// <exception cref="DatabaseBusyException">Another writer kept the gate for the whole wait.</exception>
    public static async Task<GatedTransaction> BeginAsync(DbContext context, WriteGate gate, CancellationToken cancellationToken)
    {
        var pass = await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Microsoft.Data.Sqlite begins IMMEDIATE unless asked for a deferred transaction.
            return new GatedTransaction(await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false), pass);
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }

    /// <summary>Commits. Not cancellable: a commit that was asked for either happens or fails.</summary>
    public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        pass.Dispose();
    }
}
