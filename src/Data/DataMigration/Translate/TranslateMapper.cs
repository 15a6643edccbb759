using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Translate.Views;

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
        var copiedOids = copied.Select(table => table.Oid).ToHashSet();
        var names = new SqliteNames(schema.Tables.Select(NaturalName).Concat(copied.SelectMany(table => table.Indexes).Select(index => index.Name)));
        // In the order of the schema, so that a name does not depend on foreign keys.
        var targets = schema.Tables.Where(table => copiedOids.Contains(table.Oid)).ToDictionary(table => table.Oid, table => names.Take(NaturalName(table)));
        var translator = new TableTranslator(outcomes);
        var drafts = copied.Select(table => translator.Translate(table, targets[table.Oid])).ToList();
        var indexes = AddParts(schema, drafts, names, outcomes);

        using var trial = new TableTrial(outcomes);
        foreach (var refused in drafts.Where(draft => !trial.Accepts(draft)).ToArray())
        {
            drafts.Remove(refused);
            targets.Remove(refused.Source.Oid);
            outcomes.RemoveAll(outcome => outcome.Schema == refused.Source.Schema && outcome.Table == refused.Source.Name);
            outcomes.AddRange(ObjectOutcomes.PartsOfRefused(refused.Source));
            indexes.RemoveAll(index => index.Table == refused);
        }
        var accepted = Accepted(trial, indexes, outcomes);
        var foreignKeys = new ForeignKeyTranslator(
            schema, drafts, accepted.Select(index => index.Oid).ToHashSet(), new UncheckedKeys(source, cancellationToken), outcomes);
        foreach (var draft in drafts)
            trial.AddAccepted(draft, foreignKeys.Of(draft));
        var views = new ViewTranslator(schema, drafts, names, trial, options, outcomes).All(NaturalName);
        foreach (var draft in drafts)
            outcomes.AddRange(ObjectOutcomes.Of(draft, NaturalName(draft.Source)));
        foreach (var table in schema.Tables.Where(table => table.Kind != 'v' && !copiedOids.Contains(table.Oid)))
            outcomes.AddRange(ObjectOutcomes.OfOther(table, targets.GetValueOrDefault(table.Root.Oid)));
        outcomes.AddRange(schema.Objects.Select(ObjectOutcomes.Of));
        return new DatabaseMap
        {
            Mode = CopyMode.Translate,
            Tables = [.. drafts.Select((draft, index) => draft.Map(index + 1))],
            CreateTables = [.. drafts.Select(draft => draft.Sql())],
            Late = [.. accepted.Select(index => index.Statement), .. views],
            Sequences = SequenceMapper.Map(schema.Sequences, drafts, outcomes),
            Outcomes = outcomes,
        };
    }

    private static List<LateDraft> AddParts(PostgresSchema schema, List<TableDraft> drafts, SqliteNames names, List<ObjectOutcome> outcomes)
    {
        var columns = new TargetColumns(schema);
        var checks = new CheckTranslator(columns, outcomes);
        var defaults = new DefaultTranslator(columns, outcomes);
        var indexes = new IndexTranslator(columns, names, outcomes);
        foreach (var draft in drafts)
        {
            defaults.AddAll(draft);
            checks.AddAll(draft);
            indexes.AddAll(draft);
        }
        return indexes.Made;
    }

    private static List<LateDraft> Accepted(TableTrial trial, List<LateDraft> made, List<ObjectOutcome> outcomes)
    {
        var accepted = new List<LateDraft>();
        foreach (var index in made)
        {
            var refusal = trial.Refusal(index.Statement.Sql);
            outcomes.AddRange(refusal is null ? index.Outcomes : index.Outcomes.Select(outcome => outcome.Keep($"SQLite refuses it: {refusal}")));
            if (refusal is null)
                accepted.Add(index);
        }
        return accepted;
    }

    private static string NaturalName(PgTable table) => table.Schema == "public" ? table.Name : $"{table.Schema}__{table.Name}";
}
