using System.Runtime.ExceptionServices;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Threads that read side by side. The first failure stops the others and is the one that is told.</summary>
internal static class Readers
{
    public static void Run(int count, Action<int, CancellationToken> read, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? failure = null;
        var threads = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var index = i;
            threads[i] = OwnThread.Run(() => Guarded(index));
        }
        Task.WaitAll(threads, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        void Guarded(int index)
        {
            try
            {
                read(index, stop.Token);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
                stop.Cancel();
            }
        }
    }
}

/// <summary>Puts the digests of a table's pieces together.</summary>
internal sealed class DigestTotals
{
    private readonly IReadOnlyList<MappedTableDigest> _tables;

    public DigestTotals(IReadOnlyList<Mapping.MappedTable> tables, IEnumerable<int> pieces)
    {
        _tables = [.. tables.Select(table => new MappedTableDigest(table))];
        foreach (var table in pieces)
            _tables[table].Remaining++;
    }

    public TableDigest[] Digests => [.. _tables.Select(table => table.Digest ?? table.Empty())];

    /// <returns>Whether the table is complete.</returns>
    public bool Add(int table, TableDigest piece)
    {
        var total = _tables[table];
        lock (total)
        {
            if (total.Digest is null)
                total.Digest = piece;
            else
                total.Digest.Merge(piece);
            if (--total.Remaining > 0)
                return false;
            total.Digest.Complete();
            return true;
        }
    }

    private sealed class MappedTableDigest(Mapping.MappedTable table)
    {
        public int Remaining { get; set; }
        public TableDigest? Digest { get; set; }

        public TableDigest Empty()
        {
            var digest = new TableDigest(table);
            digest.Complete();
            return digest;
        }
    }
}
