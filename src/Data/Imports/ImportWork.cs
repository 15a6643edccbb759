using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Imports;

/// <summary>
/// The chunks of an import, for <see cref="ActivationRunner"/>: a chunk is one transaction with the parties, their audit rows, the
/// items that undo takes back, and the batch's progress. How far an import is, its batch alone says; the place in the file follows
/// from it, because which rows have faults is decided by the file.
/// </summary>
public sealed class ImportWork(ImportStore files) : IDisposable
{
    /// <summary>Parties of one transaction at most: each is a statement of its own.</summary>
    private const int ChunkSize = 500;

    private Place? place;

    /// <summary>Creates the next parties of the file. One import at a time: the runner's worker has no more.</summary>
    /// <returns>false at the end of the file.</returns>
    internal async Task<bool> ChunkAsync(TenantContext context, string slug, ActivationBatch batch, ImportOrder order, int most, DateTime now, CancellationToken cancellationToken)
    {
        var rows = Take(slug, batch, order, Math.Min(most, ChunkSize), cancellationToken);
        if (rows.Count == 0)
        {
            Close();
            return false;
        }
        // Parties of its own: the same transaction may be begun again, and the first attempt has given ids.
        var created = rows.Select(row => (row.Number, Party: Copy(row.Party))).ToList();
        context.Parties.AddRange(created.Select(row => row.Party));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        var actor = new Actor(batch.CreatedById, batch.CreatedBy, Role.Support, batch.Origin);
        foreach (var (number, party) in created)
        {
            AuditWriter.Record(context, actor, now, new AuditChange(AuditActions.Create, PartyService.Entity, party.Id, party.Name) { After = PartyService.Values(party), Reason = batch.Reason, BatchId = batch.Id });
            context.ActivationItems.Add(new ActivationItem { BatchId = batch.Id, Seq = number, EntityId = party.Id, Version = party.Version, NewVersion = party.Version, Outcome = ItemOutcome.Changed });
        }
        batch.Changed += created.Count;
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    public void Dispose() => Close();

    private List<ImportRow> Take(string slug, ActivationBatch batch, ImportOrder order, int most, CancellationToken cancellationToken)
    {
        if (place is null || place.BatchId != batch.Id || (batch.Changed != place.Taken && batch.Changed != place.Taken + place.Ahead.Count))
        {
            Close();
            place = new Place(batch.Id, files.Open(slug, batch.Id));
            for (var skipped = 0; skipped < batch.Changed; skipped++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Next(place.File, order) is null)
                    break;
            }
            place.Taken = batch.Changed;
        }
        else if (batch.Changed == place.Taken && place.Ahead.Count > 0)
        {
            // The transaction is begun again.
            return place.Ahead;
        }
        place.Taken = batch.Changed;
        place.Ahead = [];
        while (place.Ahead.Count < most && Next(place.File, order) is { } row)
            place.Ahead.Add(row);
        return place.Ahead;
    }

    private static ImportRow? Next(ImportFile file, ImportOrder order)
    {
        while (file.Read(order) is { } row)
        {
            if (row.Faults.Count == 0)
                return row;
        }
        return null;
    }

    private static Party Copy(Party from)
    {
        var party = new Party { GstEnabled = from.GstEnabled, IsCustomer = from.IsCustomer, IsVendor = from.IsVendor };
        foreach (var field in PartyField.All)
            field.Set(party, field.Get(from));
        return party;
    }

    private void Close()
    {
        place?.File.Dispose();
        place = null;
    }

    private sealed class Place(string batchId, ImportFile file)
    {
        public string BatchId { get; } = batchId;

        public ImportFile File { get; } = file;

        /// <summary>Parties created when the rows ahead were read.</summary>
        public int Taken { get; set; }

        /// <summary>Rows read for the chunk under way.</summary>
        public List<ImportRow> Ahead { get; set; } = [];
    }
}
