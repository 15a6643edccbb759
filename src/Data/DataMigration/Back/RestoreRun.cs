using System.Diagnostics;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql;

namespace AdminApp.Data.DataMigration.Back;

/// <summary>One restore, from the first definition to the commit.</summary>
internal sealed class RestoreRun(SqliteFile file, CopiedDatabase copy, RestoreTarget target, IProgress<RestoreProgress>? progress, CancellationToken cancellationToken)
{
    // They name roles that another server need not have, or objects that only a superuser owns.
    private static readonly HashSet<string> MayFail = new(StringComparer.Ordinal) { "owner", "privilege", "default privilege", "policy", "refresh", "comment", "publication", EventTriggerDdl.Kind };

    // They call functions, whose bodies may name things without their schema.
    private static readonly HashSet<string> CallFunctions = new(StringComparer.Ordinal) { "index", "constraint", "refresh" };

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly HashSet<(string Schema, string Name)> _made = [.. copy.Ddl.Where(item => item.Kind == "table").Select(item => (item.Schema, item.Name))];
    private readonly long _expected = copy.Map.Tables.Sum(table => table.EstimatedRows);
    private readonly List<RestoredTable> _tables = [];
    private readonly List<RestoredSequence> _sequences = [];
    private readonly List<RestoreSkip> _skipped = [];
    private long _rows;
    private int _statements;

    public RestoreReport Run()
    {
        Report("definitions");
        foreach (var item in copy.LeftOut)
            _skipped.Add(new RestoreSkip(item.Kind, ShownName(item.Schema, item.Table is null ? item.Name : $"{item.Table}.{item.Name}"),
                item.Kind == "table" ? "it was left out when the file was made" : "it belongs to a table that was left out when the file was made, or needs one"));
        Execute(copy.BeforeRows);
        var after = copy.AfterRows.ToArray();
        var late = Array.FindLastIndex(after, item => item.Kind is "table" or "partition") + 1;
        var waiting = Waiting(after[..late]);
        foreach (var table in copy.Map.Tables.Except(waiting))
            Fill(table);
        Report("indexes");
        Execute(after[..late]);
        foreach (var table in waiting)
            Fill(table);
        Execute(after[late..]);
        Report("sequences");
        foreach (var sequence in copy.Map.Sequences)
            Set(sequence);
        Report("privileges");
        Execute(copy.Access);
        target.Commit();
        return new RestoreReport
        {
            Ok = true,
            Source = copy.Record.Source,
            Target = target.Address.ToString(),
            TargetVersion = target.Version,
            Tables = _tables,
            TablesWithoutRows = [.. TablesWithoutRows()],
            Sequences = _sequences,
            Statements = _statements,
            Skipped = _skipped,
            Seconds = Math.Round(_clock.Elapsed.TotalSeconds, 3),
        };
    }

    // A column whose type is the row of a view makes its table wait for the view, which may wait for a primary key; a
    // partitioned table waits for its partitions.
    private MappedTable[] Waiting(PostgresObject[] late)
    {
        var tables = late.Where(item => item.Kind == "table").Select(item => (item.Schema, item.Name)).ToHashSet();
        var partitions = Array.Exists(late, item => item.Kind == "partition");
        return [.. copy.Map.Tables.Where(table => tables.Contains((table.Schema, table.Source)) || (partitions && IsPartitioned(table)))];
    }

    private static bool IsPartitioned(MappedTable table) =>
        table.Parts is not [var part] || part.Schema != table.Schema || part.Name != table.Source;

    private void Execute(IEnumerable<PostgresObject> objects)
    {
        foreach (var item in objects)
        {
            target.UsePath(CallFunctions.Contains(item.Kind));
            if (Execute(item) is { } refusal)
                _skipped.Add(new RestoreSkip(item.Kind, ShownName(item.Schema, item.Name), RestoreErrors.Words(refusal)));
            else
                _statements++;
        }
    }

    private PostgresException? Execute(PostgresObject item)
    {
        try
        {
            if (MayFail.Contains(item.Kind))
                return target.Try(item.Command, error => error.SqlState is PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.InsufficientPrivilege);
            target.Execute(item.Command);
            return null;
        }
        catch (PostgresException error) when (!PostgresErrors.IsConnectionLost(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RestoreErrors.Refused(error, item.Kind, ShownName(item.Schema, item.Name));
        }
    }

    private void Fill(MappedTable table)
    {
        if (!_made.Contains((table.Schema, table.Source)))
        {
            _skipped.Add(new RestoreSkip("table", table.ShownName, "the file has no definition of it; its rows stay in the file alone"));
            return;
        }
        target.UsePath(defaultPath: true);
        Report("rows", table.ShownName);
        var started = _clock.Elapsed;
        var name = $"{SourceTable.Quote(table.Schema)}.{SourceTable.Quote(table.Source)}";
        var rows = Send(table, name);
        // Rows of a partitioned table lie in its partitions; those of tables that inherit are their own.
        var counted = target.CountRows(IsPartitioned(table) ? name : $"ONLY {name}");
        if (counted != rows)
            throw new DataMigrationException($"{table.ShownName} has {rows} rows in the file, and {counted} arrived in {target.Address}. The database is as it was; restore again, and report this if it happens again.");
        _rows += rows;
        _tables.Add(new RestoredTable(table.ShownName, rows, Math.Round((_clock.Elapsed - started).TotalSeconds, 3)));
    }

    private long Send(MappedTable table, string name)
    {
        var sender = new RowSender(file, table, cancellationToken);
        try
        {
            using var lines = target.Copy(sender.Into(name));
            var rows = sender.Send(lines, sent => Report("rows", table.ShownName, sent));
            lines.Complete();
            return rows;
        }
        catch (PostgresException error) when (!PostgresErrors.IsConnectionLost(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RestoreErrors.RowsRefused(error, table.ShownName);
        }
    }

    private void Set(MappedSequence sequence)
    {
        var name = ShownName(sequence.Schema, sequence.Name);
        if (target.SetSequence(sequence.Schema, sequence.Name, sequence.LastValue, sequence.IsCalled))
            _sequences.Add(new RestoredSequence(name, sequence.LastValue, sequence.IsCalled));
        else if (!_skipped.Exists(skip => skip.Name == name && skip.Kind is "sequence" or "identity"))
            _skipped.Add(new RestoreSkip("sequence", name, "the file has no definition of it"));
    }

    // A partition's rows came with its root.
    private IEnumerable<string> TablesWithoutRows()
    {
        var filled = copy.Map.Tables.SelectMany(table => table.Parts.Select(part => (part.Schema, part.Name)).Append((table.Schema, Name: table.Source)))
            .Concat(copy.Ddl.Where(item => item.Kind == "partition").Select(item => (item.Schema, item.Name))).ToHashSet();
        return copy.BeforeRows.Concat(copy.AfterRows).Where(item => item.Kind == "table").Select(item => (item.Schema, item.Name)).Distinct()
            .Where(table => !filled.Contains(table)).Select(table => ShownName(table.Schema, table.Name));
    }

    private void Report(string step, string table = "", long rows = 0) => progress?.Report(new RestoreProgress(step, table, _rows + rows, _expected));

    private static string ShownName(string schema, string name) => schema is "public" or "" ? name : $"{schema}.{name}";
}
