using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdminApp.Data.Sqlite;

/// <summary>Applies the policy whenever EF Core opens a connection.</summary>
public sealed class SqlitePolicyInterceptor(SqlitePolicy policy) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        policy.Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        policy.Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
