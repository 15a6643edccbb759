using System.Globalization;

namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>Reads sequences, how far they are, and which columns draw from them.</summary>
internal static class SequenceReader
{
    // Arms of one UNION: enough to make few round trips, few enough to plan fast.
    private const int Batch = 500;

    private const string Sequences = """
        SELECT c.oid, n.nspname::text, c.relname::text, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcycle,
               CASE WHEN c.relkind = 'S' THEN has_schema_privilege(n.oid, 'USAGE') AND has_sequence_privilege(c.oid, 'SELECT') END
        FROM mine c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence q ON q.seqrelid = c.oid
        WHERE c.relkind = 'S'
        ORDER BY n.nspname <> 'public', n.nspname, c.relname
        """;

    private const string Users = """
        SELECT s.oid, a.adrelid, a.adnum, false
        FROM mine s
        JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid AND d.classid = 'pg_attrdef'::regclass
        JOIN pg_attrdef a ON a.oid = d.objid
        WHERE s.relkind = 'S'
        UNION ALL
        SELECT s.oid, d.refobjid, d.refobjsubid::int2, true
        FROM mine s
        JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
        WHERE s.relkind = 'S' AND d.refobjsubid > 0
        """;

    public static List<PgSequence> Read(SchemaQuery query, Dictionary<uint, PgTable> tables)
    {
        var sequences = query.List(SchemaQuery.Mine + Sequences, row => new PgSequence(
            row.Oid(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetBoolean(7), row.GetBoolean(8)));
        var byOid = sequences.ToDictionary(sequence => sequence.Oid);
        foreach (var batch in sequences.Where(sequence => sequence.Readable).Chunk(Batch))
        {
            var arms = batch.Select(sequence => string.Create(
                CultureInfo.InvariantCulture, $"SELECT {sequence.Oid}::oid, last_value, is_called FROM {SourceTable.Quote(sequence.Schema)}.{SourceTable.Quote(sequence.Name)}"));
            query.ForEach(string.Join(" UNION ALL ", arms), row => (byOid[row.Oid(0)].LastValue, byOid[row.Oid(0)].IsCalled) = (row.GetInt64(1), row.GetBoolean(2)));
        }
        query.ForEach(SchemaQuery.Mine + Users, row =>
        {
            var sequence = byOid[row.Oid(0)];
            sequence.OfIdentity |= row.GetBoolean(3);
            var column = tables.GetValueOrDefault(row.Oid(1))?.Columns.Find(column => column.Number == row.GetInt16(2));
            if (column is not null)
                column.Sequence = sequence;
        });
        return sequences;
    }
}
