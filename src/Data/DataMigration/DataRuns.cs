using System.Text.Json;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.DataMigration;

/// <summary>What a run did with one table, as pages show it.</summary>
/// <param name="Fills">Column name to number of values that got the declared value.</param>
public sealed record DataRunTable(string Name, long SourceRows, long Rows, double Seconds, IReadOnlyDictionary<string, long> Fills);

/// <summary>Reads the journal of data migrations.</summary>
public sealed class DataRuns(CentralDatabase central)
{
    /// <summary>Newest first, without the whole report of each.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    /// <param name="tenants">Only runs into these tenants; null for all.</param>
    public async Task<IReadOnlyList<DataMigrationRun>> ListAsync(Actor actor, IReadOnlyCollection<string>? tenants, int count, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        await using var context = central.Read();
        return await context.DataMigrationRuns
            .Where(r => tenants == null || tenants.Contains(r.TenantSlug))
            .OrderByDescending(r => r.Id).Take(count)
            .Select(r => new DataMigrationRun
            {
                Id = r.Id,
                TenantSlug = r.TenantSlug,
                Kind = r.Kind,
                State = r.State,
                Source = r.Source,
                SourceVersion = r.SourceVersion,
                StartedBy = r.StartedBy,
                StartedAt = r.StartedAt,
                FinishedAt = r.FinishedAt,
                Rows = r.Rows,
                Seconds = r.Seconds,
                Error = r.Error,
            })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tables of one run in the order they were done; empty for a run that failed before the first.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    public async Task<IReadOnlyList<DataRunTable>> TablesAsync(Actor actor, long run, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        await using var context = central.Read();
        var tables = await context.DataMigrationTables.Where(t => t.RunId == run)
            .OrderBy(t => t.Position).ThenBy(t => t.Name)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. tables.Select(t => new DataRunTable(t.Name, t.SourceRows, t.Rows, t.Seconds, Fills(t.Fills)))];
    }

    private static Dictionary<string, long> Fills(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, long>>(json) ?? [];
}
