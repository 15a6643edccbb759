using System.Runtime.CompilerServices;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using AdminApp.Data.Text;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Imports;

/// <summary>
/// Imports parties from a CSV file: the file is taken in, checked row by row, and becomes a batch, which is applied outside any
/// request, goes on after a restart, and is undone as other batches are. Nothing that is there is ever changed.
/// </summary>
public sealed class PartyImports(TenantDatabases databases, ImportStore files, ActivationQueue queue, TimeProvider time)
{
    private const int SampleSize = 5;
    private const int FaultSample = 20;
    private const int MaxReason = 500;
    private const int NamesAtOnce = 500;

    /// <summary>Takes a file in and looks at its heading. Changes nothing.</summary>
    /// <param name="access">Who, where.</param>
    /// <param name="content">UTF-8 or UTF-16 with its mark.</param>
    /// <param name="received">Called with the bytes so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the upload; what was received is deleted.</param>
    /// <exception cref="ImportException">It is too large, or no CSV.</exception>
    public async Task<ImportUpload> ReceiveAsync(TenantAccess access, Stream content, Action<long>? received, CancellationToken cancellationToken)
    {
        access.Demand(Permission.EditParties);
        var id = await files.ReceiveAsync(access.Slug, content, received, cancellationToken).ConfigureAwait(false);
        return Look(access, id);
    }

    /// <exception cref="ImportNotFoundException">No such file.</exception>
    public ImportUpload Look(TenantAccess access, string id)
    {
        access.Demand(Permission.EditParties);
        using var file = files.Open(access.Slug, id);
        var sample = new List<IReadOnlyList<string>>();
        while (sample.Count < SampleSize && file.ReadCells() is { } cells)
            sample.Add(cells);
        return new ImportUpload(id, file.Delimiter, file.Headings, ImportFields.Suggest(file.Headings), sample);
    }

    /// <summary>Checks every row and says what importing would do. Changes no party; may be repeated with another mapping.</summary>
    /// <param name="access">Who, where.</param>
    /// <param name="id">Of the file.</param>
    /// <param name="wanted">How; its numbers are counted here.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ImportException">The mapping or the file is not right.</exception>
    /// <exception cref="BatchRefusedException">It was applied already.</exception>
    public async Task<ImportPreview> PreviewAsync(TenantAccess access, string id, ImportOrder wanted, CancellationToken cancellationToken)
    {
        access.Demand(Permission.EditParties);
        if (wanted.Type is not (ImportOrder.Customer or ImportOrder.Vendor or ImportOrder.Both))
            throw new ImportException("Rows that do not say what they are become customer, vendor or both: choose one.");
        using var file = files.Open(access.Slug, id);
        ImportFields.Require(wanted.Columns, file.Headings.Count);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var (rows, bad, known) = (0, 0, 0);
        var sample = new List<ImportRow>();
        var knownNames = new List<string>();
        var names = new List<string>();
        for (; file.Read(wanted) is { } row; rows++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Faults.Count > 0)
            {
                bad++;
                if (sample.Count < FaultSample)
                    sample.Add(row);
                continue;
            }
            names.Add(row.Party.Name);
            if (names.Count == NamesAtOnce)
                known += await KnownAsync(context, names, knownNames, cancellationToken).ConfigureAwait(false);
        }
        known += await KnownAsync(context, names, knownNames, cancellationToken).ConfigureAwait(false);
        if (rows == 0)
            throw new ImportException("The file has a heading and nothing below it.");
        var order = wanted with { Rows = rows, Bad = bad };
        await KeepAsync(access, id, order, cancellationToken).ConfigureAwait(false);
        return new ImportPreview(id, order, known, knownNames, sample);
    }

    /// <summary>Queues a previewed import. Asking again is a success that does nothing.</summary>
    /// <exception cref="BatchNotFoundException">It was not previewed.</exception>
    /// <exception cref="BatchRefusedException">Nothing can be imported, a row with faults keeps all of it out, or it is somebody else's.</exception>
    public async Task ApplyAsync(TenantAccess access, string id, string? reason, CancellationToken cancellationToken)
    {
        access.Demand(Permission.EditParties);
        if (reason?.Trim().Length > MaxReason)
            throw new BatchRefusedException($"The reason has more than {MaxReason} characters. Shorten it.");
        var queued = await databases.WriteAsync(access.Slug, async context =>
        {
            var batch = await context.ActivationBatches.SingleOrDefaultAsync(b => b.Id == id, cancellationToken).ConfigureAwait(false);
            if (batch is null || ImportOrder.Of(batch.Filter) is not { } order)
                throw new BatchNotFoundException(id);
            if (batch.State is not (BatchState.Previewed or BatchState.Expired))
                return false;
            if (batch.CreatedById != access.Actor.Id || batch.CreatedBy != access.Actor.Name)
                throw new BatchRefusedException($"The import was checked by {batch.CreatedBy}. Check it yourself before you start it.");
            if (order is { SkipBad: false, Bad: > 0 })
                throw new BatchRefusedException($"{order.Bad} of {order.Rows} rows cannot be imported, so none is. Correct them, or choose to leave them out.");
            if (batch.WillChange == 0)
                throw new BatchRefusedException("No row of the file can be imported.");
            batch.Reason = string.IsNullOrWhiteSpace(reason) ? Shortened("Import of " + order.File, MaxReason) : reason.Trim();
            batch.State = BatchState.Queued;
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);
        if (queued)
            queue.Enqueue(access.Slug, id);
    }

    /// <summary>The rows with faults, one at a time, read from the file anew: as the heading and, per row, its cells and what is wrong.</summary>
    /// <exception cref="ImportNotFoundException">The file is gone, or was never checked.</exception>
    public async Task<ImportFaults> FaultsAsync(TenantAccess access, string id, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var filter = await context.ActivationBatches.Where(b => b.Id == id).Select(b => b.Filter).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var order = ImportOrder.Of(filter) ?? throw new ImportNotFoundException();
        using var file = files.Open(access.Slug, id);
        return new ImportFaults(order, file.Headings, RowsAsync(access.Slug, id, order, cancellationToken));
    }

    private async IAsyncEnumerable<ImportRow> RowsAsync(string slug, string id, ImportOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var file = files.Open(slug, id);
        while (file.Read(order) is { } row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Faults.Count > 0)
                yield return row;
        }
    }

    private Task KeepAsync(TenantAccess access, string id, ImportOrder order, CancellationToken cancellationToken) => databases.WriteAsync(access.Slug, async context =>
    {
        var batch = await context.ActivationBatches.SingleOrDefaultAsync(b => b.Id == id, cancellationToken).ConfigureAwait(false);
        if (batch is null)
            context.ActivationBatches.Add(batch = new ActivationBatch { Id = id, Entity = PartyService.Entity, Activate = true });
        else if (batch.State is not (BatchState.Previewed or BatchState.Expired))
            throw new BatchRefusedException("This file has been imported already. Look at its batch, or send the file again.");
        batch.State = BatchState.Previewed;
        batch.Filter = order.Text();
        batch.CreatedBy = access.Actor.Name;
        batch.CreatedById = access.Actor.Id;
        batch.Origin = access.Actor.Origin;
        batch.CreatedAt = time.GetUtcNow().UtcDateTime;
        batch.WillChange = order.Rows - order.Bad;
        batch.Total = batch.WillChange;
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>How many of the names are there already, whatever their case; empties the list of names.</summary>
    private static async Task<int> KnownAsync(TenantContext context, List<string> names, List<string> sample, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
            return 0;
        var folded = names.Select(SearchFold.Fold).Distinct().ToList();
        var there = new SqlText("SELECT p.name_sort, min(p.name) FROM parties p WHERE p.name_sort IN (");
        for (var i = 0; i < folded.Count; i++)
            there.Add(i == 0 ? "" : ",").Value(folded[i]);
        var found = (await there.Add(") GROUP BY 1").RowsAsync(context, r => (Key: r.GetString(0), Name: r.GetString(1)), cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Key, row => row.Name);
        sample.AddRange(found.Values.Take(SampleSize - sample.Count));
        var count = names.Count(name => found.ContainsKey(SearchFold.Fold(name)));
        names.Clear();
        return count;
    }

    private static string Shortened(string text, int most) => text.Length > most ? text[..most] : text;
}

/// <summary>A file that was taken in.</summary>
/// <param name="Suggested">The field of each column by its heading; null where none suggests itself.</param>
/// <param name="Sample">Its first rows.</param>
public sealed record ImportUpload(string Id, char Delimiter, IReadOnlyList<string> Headings, IReadOnlyList<string?> Suggested, IReadOnlyList<IReadOnlyList<string>> Sample);

/// <summary>What an import would do.</summary>
/// <param name="Id">Of the file and of the batch it becomes.</param>
/// <param name="Known">Rows whose name is there already; they are imported all the same.</param>
/// <param name="KnownSample">Some of these names.</param>
/// <param name="Faults">The first rows with faults.</param>
public sealed record ImportPreview(string Id, ImportOrder Order, int Known, IReadOnlyList<string> KnownSample, IReadOnlyList<ImportRow> Faults)
{
    public int WillCreate => Order.Rows - Order.Bad;

    /// <summary>Applying it would create something.</summary>
    public bool CanApply => WillCreate > 0 && (Order.SkipBad || Order.Bad == 0);
}

/// <summary>The rows of a file that cannot be imported.</summary>
public sealed record ImportFaults(ImportOrder Order, IReadOnlyList<string> Headings, IAsyncEnumerable<ImportRow> Rows);
