namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Sequences of their own, of serial columns and of identity columns. Their values travel apart, between the sections.</summary>
internal static class SequenceDdl
{
    private sealed record Row(ObjectKey Key, string Schema, string Name, string Type, string Options, bool Unlogged, string? DependencyType, ObjectKey Table, string? Column, string? TableName, char Identity);

    public static void Read(DdlReader reader)
    {
        foreach (var sequence in reader.Query($"""
            SELECT c.tableoid, c.oid, n.nspname::text, c.relname::text, format_type(s.seqtypid, NULL),
                format('INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %s', s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END),
                c.relpersistence = 'u', d.deptype::text, coalesce(d.refclassid, 0::oid), coalesce(d.refobjid, 0::oid), quote_ident(a.attname), d.refobjid::regclass::text, coalesce(a.attidentity, '')::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
            LEFT JOIN pg_depend d ON d.classid = c.tableoid AND d.objid = c.oid AND d.refclassid = c.tableoid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
            LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE c.relpersistence <> 't' AND {DdlReader.UserSchema}
            """, row => new Row(
                DdlReader.KeyAt(row, 0), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetBoolean(6), DdlReader.TextAt(row, 7), DdlReader.KeyAt(row, 8), DdlReader.TextAt(row, 10),
                DdlReader.TextAt(row, 11), row.GetString(12) is { Length: > 0 } identity ? identity[0] : ' ')))
        {
            if (sequence.DependencyType == "i")
                AddIdentity(reader, sequence);
            else
                AddSequence(reader, sequence);
        }
    }

    private static void AddIdentity(DdlReader reader, Row sequence) => reader.Add(new DdlNode(sequence.Key, DdlRank.Identity, "identity", sequence.Schema, null, sequence.Name)
    {
        Statements = () =>
        [
            $"ALTER TABLE {sequence.TableName} ALTER COLUMN {sequence.Column} ADD GENERATED {(sequence.Identity == 'a' ? "ALWAYS" : "BY DEFAULT")} AS IDENTITY "
                + $"(SEQUENCE NAME {Qualified(sequence)} {sequence.Options})",
        ],
    });

    private static void AddSequence(DdlReader reader, Row sequence)
    {
        reader.Add(new DdlNode(sequence.Key, DdlRank.Sequence, "sequence", sequence.Schema, null, sequence.Name)
        {
            Statements = () => [$"CREATE {(sequence.Unlogged ? "UNLOGGED " : "")}SEQUENCE {Qualified(sequence)} AS {sequence.Type} {sequence.Options}"],
        });
        if (sequence.DependencyType is null || reader.IsOfExtension(sequence.Key))
            return;
        var owned = new DdlNode(ObjectKey.OwnedBy(sequence.Key.Oid), DdlRank.OwnedBy, "sequence", sequence.Schema, null, sequence.Name)
        {
            Statements = () => [$"ALTER SEQUENCE {Qualified(sequence)} OWNED BY {sequence.TableName}.{sequence.Column}"],
        };
        reader.Graph.Add(owned);
        reader.Later(owned.Key, sequence.Key);
        reader.Later(owned.Key, sequence.Table);
    }

    private static string Qualified(Row sequence) => $"{SourceTable.Quote(sequence.Schema)}.{SourceTable.Quote(sequence.Name)}";
}
