using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Views;

/// <summary>Columns and density that a person chose for a grid, kept from visit to visit and from machine to machine.</summary>
public sealed class GridPreferences(CentralDatabase central)
{
    private const int ColumnsLength = 500;

    /// <returns>null when the person chose nothing yet.</returns>
    public async Task<GridPreference?> FindAsync(Actor actor, string grid, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.GridPreferences.SingleOrDefaultAsync(kept => kept.UserId == actor.Id && kept.Grid == grid, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="actor">Whose choice it is; nothing is kept for the application itself.</param>
    /// <param name="grid">Name of the grid.</param>
    /// <param name="columns">Keys of the columns shown, in order, with commas between; null as the grid has them.</param>
    /// <param name="isCompact">Rows close together.</param>
    /// <param name="cancellationToken">Ends the wait for the write gate.</param>
    /// <exception cref="ArgumentException">The keys are longer than any grid's.</exception>
    public Task SaveAsync(Actor actor, string grid, string? columns, bool isCompact, CancellationToken cancellationToken)
    {
        if (columns?.Length > ColumnsLength)
            throw new ArgumentException($"The columns of a grid take at most {ColumnsLength} characters.", nameof(columns));
        if (actor.Id is not { } person)
            return Task.CompletedTask;
        return central.WriteAsync(async context =>
        {
            var kept = await context.GridPreferences.FindAsync([person, grid], cancellationToken).ConfigureAwait(false);
            if (kept is null)
                context.GridPreferences.Add(kept = new GridPreference { UserId = person, Grid = grid });
            (kept.Columns, kept.IsCompact) = (columns, isCompact);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken);
    }
}
