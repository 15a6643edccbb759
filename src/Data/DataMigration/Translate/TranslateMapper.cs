using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Translates the schema of any PostgreSQL database, naming what becomes of every object of it.</summary>
internal static class TranslateMapper
{
    public static DatabaseMap Map(PostgresSource source, TranslateOptions options, CancellationToken cancellationToken)
    {
        var schema = PostgresSchema.Read(source, cancellationToken);
        options.Check(schema.Tables);
        var outcomes = new List<ObjectOutcome>();
        var copied = TableOrder.ParentsFirst([.. schema.Tables.Where(table => table is { Kind: 'r' or 'p', IsPartition: false } && options.Includes(table))]);
        var names = new SqliteNames(schema.Tables.Select(NaturalName));
        // In the order of the schema, so that a name does not depend on foreign keys.
        var targets = schema.Tables.Where(copied.Contains).ToDictionary(table => table, table => names.Take(NaturalName(table)));
        var translator = new TableTranslator(outcomes);
        var drafts = copied.Select(table => translator.Translate(table, targets[table])).ToList();
        return new DatabaseMap
        {
            Mode = CopyMode.Translate,
            Tables = [.. drafts.Select((draft, index) => draft.Map(index + 1))],
            CreateTables = [.. drafts.Select(draft => draft.Sql())],
            Sequences = SequenceMapper.Map(schema.Sequences, drafts, outcomes),
            Outcomes = outcomes,
        };
    }

    private static string NaturalName(PgTable table) => table.Schema == "public" ? table.Name : $"{table.Schema}__{table.Name}";
}
