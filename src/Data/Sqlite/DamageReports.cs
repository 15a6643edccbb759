using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdminApp.Data.Sqlite;

/// <summary>Databases in which a statement met damage, for whoever checks and quarantines them.</summary>
public sealed class DamageReports
{
    // A damaged page fails every statement that touches it; one waiting report of it is enough.
    private readonly Channel<string> reports = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Report(string database) => reports.Writer.TryWrite(database);

    /// <summary>Names of databases as they are reported, the same one perhaps several times.</summary>
    public IAsyncEnumerable<string> ReadAllAsync(CancellationToken cancellationToken) => reports.Reader.ReadAllAsync(cancellationToken);
}

/// <summary>Reports a database when SQLite says that it is malformed, so that it is checked now and not at the next round.</summary>
internal sealed class DamageInterceptor(string database, DamageReports reports) : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Look(eventData.Exception);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Look(eventData.Exception);
        return Task.CompletedTask;
    }

    private void Look(Exception fault)
    {
        if (fault is SqliteException sqlite && sqlite.IsDamage())
            reports.Report(database);
    }
}
