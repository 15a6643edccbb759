namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Tables: ordinary, partitioned, partitions, inherited, typed.</summary>
internal static class TableDdl
{
    public static void Read(DdlReader reader)
    {
        foreach (var table in TableRows.Read(reader))
        {
            if (table.Kind is 'r' or 'p')
                Add(reader, table, FormOf(reader, table));
            else
                ColumnDefaults(reader, table);
        }
    }

    /// <summary>Settings of columns that CREATE TABLE has no place for, or only in later versions.</summary>
    public static IEnumerable<string> ColumnSettings(TableRow table) =>
        table.Columns.SelectMany(column => column.Settings.Select(setting => $"ALTER TABLE ONLY {table.Qualified} ALTER COLUMN {column.Quoted} {setting}"));

    // Alone: made with all its columns, then attached to its parent. Only so does a table keep its own order of columns.
    private static bool FormOf(DdlReader reader, TableRow table)
    {
        if (table.Bound is not null)
            return true;
        if (table.Parents.Count == 0)
            return false;
        var expected = table.Parents.SelectMany(parent => parent.Columns).Concat(table.Columns).Select(column => column.Name).Distinct(StringComparer.Ordinal);
        if (expected.SequenceEqual(table.Columns.Select(column => column.Name), StringComparer.Ordinal))
            return false;
        if (table.Columns.TrueForAll(column => column.Local))
            return true;
        reader.Unsupported.Add(new UnsupportedObject("order of columns", table.Schema, table.Name));
        return false;
    }

    private static void Add(DdlReader reader, TableRow table, bool alone)
    {
        var inside = new List<(DdlNode Node, CheckRow Check)>();
        var defaults = new Dictionary<string, DdlNode>(StringComparer.Ordinal);
        var node = new DdlNode(table.Key, DdlRank.Table, "table", table.Schema, null, table.Name)
        {
            Statements = () => [Create(table, alone, defaults, inside), .. After(table, alone), .. ColumnSettings(table)],
        };
        reader.Add(node);
        foreach (var column in table.Columns.Where(column => column.DefaultKey is not null))
        {
            if (column.Generated != ' ' && !alone && (!column.Local || InheritsGenerated(table, column)))
            {
                reader.Graph.Alias(column.DefaultKey!.Value, table.Key);
                continue;
            }
            defaults[column.Name] = AddDefault(reader, table, column, column.Local || alone ? node : null);
        }
        foreach (var check in table.Checks)
            AddCheck(reader, table, check, alone, node, inside);
        foreach (var parent in alone ? table.Parents : [])
        {
            var attach = new DdlNode(ObjectKey.Attach(table.Key.Oid), DdlRank.Inherit, "partition", table.Schema, parent.Name, table.Name)
            {
                Statements = () => table.Bound is { } bound
                    ? [$"ALTER TABLE ONLY {parent.Qualified} ATTACH PARTITION {table.Qualified} {bound}"]
                    : [.. table.Parents.Select(from => $"ALTER TABLE ONLY {table.Qualified} INHERIT {from.Qualified}")],
            };
            if (!reader.Graph.Knows(attach.Key))
                reader.Graph.Add(attach);
            reader.Later(attach.Key, table.Key);
            reader.Later(attach.Key, parent.Key);
        }
        AddRowSecurity(reader, table);
    }

    private static DdlNode AddDefault(DdlReader reader, TableRow table, ColumnRow column, DdlNode? inside)
    {
        var node = new DdlNode(column.DefaultKey!.Value, DdlRank.Default, "default", table.Schema, table.Name, column.Name)
        {
            Inside = inside,
            MayLeave = column.Generated == ' ',
            Statements = () => [$"ALTER TABLE ONLY {table.Qualified} ALTER COLUMN {column.Quoted} SET DEFAULT {column.Default}"],
        };
        reader.Add(node);
        return node;
    }

    private static void AddCheck(DdlReader reader, TableRow table, CheckRow check, bool alone, DdlNode node, List<(DdlNode Node, CheckRow Check)> inside)
    {
        if (!check.Local && (!alone || !check.Validated))
        {
            reader.Graph.Alias(check.Key, table.Key);
            return;
        }
        var checkNode = new DdlNode(check.Key, check.Validated ? DdlRank.Default : DdlRank.Constraint, "constraint", table.Schema, table.Name, check.Name)
        {
            Inside = check.Validated ? node : null,
            MayLeave = true,
            Statements = () => [$"ALTER TABLE {table.Qualified} ADD CONSTRAINT {SourceTable.Quote(check.Name)} {check.Definition}"],
        };
        reader.Add(checkNode);
        inside.Add((checkNode, check));
    }

    private static void AddRowSecurity(DdlReader reader, TableRow table)
    {
        if (!table.RowSecurity && !table.ForceRowSecurity)
            return;
        var node = new DdlNode(ObjectKey.RowSecurity(table.Key.Oid), DdlRank.Policy, "row security", table.Schema, table.Name, table.Name)
        {
            Statements = () =>
            [
                .. table.RowSecurity ? [$"ALTER TABLE ONLY {table.Qualified} ENABLE ROW LEVEL SECURITY"] : Array.Empty<string>(),
                .. table.ForceRowSecurity ? [$"ALTER TABLE ONLY {table.Qualified} FORCE ROW LEVEL SECURITY"] : Array.Empty<string>(),
            ],
        };
        reader.Graph.Add(node);
        reader.Later(node.Key, table.Key);
    }

    private static void ColumnDefaults(DdlReader reader, TableRow view)
    {
        foreach (var column in view.Columns.Where(column => column.DefaultKey is not null))
            AddDefault(reader, view, column, null);
        if (view.Kind != 'm' || !ColumnSettings(view).Any())
            return;
        var node = new DdlNode(ObjectKey.ColumnSettings(view.Key.Oid), DdlRank.View, "column settings", view.Schema, view.Name, view.Name) { Statements = () => ColumnSettings(view) };
        reader.Graph.Add(node);
        reader.Later(node.Key, view.Key);
    }

    private static string Create(TableRow table, bool alone, Dictionary<string, DdlNode> defaults, List<(DdlNode Node, CheckRow Check)> checks)
    {
        var lines = table.Columns.Where(column => column.Local || alone || table.OfType is not null)
            .Select(column => Column(table, column, alone, defaults.GetValueOrDefault(column.Name)))
            .Concat(checks.Where(check => check.Node.Inside is not null).Select(check => $"CONSTRAINT {SourceTable.Quote(check.Check.Name)} {check.Check.Definition}"))
            .OfType<string>().ToArray();
        var body = lines.Length == 0 && table.OfType is not null ? "" : $" (\n    {string.Join(",\n    ", lines)}\n)";
        return $"CREATE {(table.Unlogged ? "UNLOGGED " : "")}TABLE {table.Qualified}{(table.OfType is null ? "" : $" OF {table.OfType}")}{body}"
            + (alone || table.Parents.Count == 0 ? "" : $"\nINHERITS ({string.Join(", ", table.Parents.Select(parent => parent.Qualified))})")
            + (table.PartitionKey is null ? "" : $"\nPARTITION BY {table.PartitionKey}")
            + (table.AccessMethod is null ? "" : $"\nUSING {SourceTable.Quote(table.AccessMethod)}")
            + (table.Options.Length == 0 ? "" : $"\nWITH ({table.Options})");
    }

    private static string? Column(TableRow table, ColumnRow column, bool alone, DdlNode? defaultNode)
    {
        var rest = "";
        if (defaultNode?.Inside is not null)
            rest = column.Generated == ' ' ? $" DEFAULT {column.Default}" : $" GENERATED ALWAYS AS ({column.Default}) {(column.Generated == 'v' ? "VIRTUAL" : "STORED")}";
        else if (!alone && column is { Default: null, Inherited: true } && ParentColumns(table, column).Any(parent => parent is { Default: not null, Generated: ' ' }))
            rest = " DEFAULT NULL";
        if (column.NotNull)
            rest += $" {column.NotNullClause ?? "NOT NULL"}";
        if (table.OfType is not null)
            return rest.Length == 0 ? null : $"{column.Quoted} WITH OPTIONS{rest}";
        return $"{column.Quoted} {column.Type}{(column.Collation is null ? "" : $" COLLATE {column.Collation}")}{rest}";
    }

    // What an inherited column has of its own. Saying again what is inherited changes nothing.
    private static IEnumerable<string> After(TableRow table, bool alone)
    {
        foreach (var column in table.Columns.Where(column => !column.Local && !alone && table.Parents.Count > 0))
        {
            if (column is { NotNull: true, NotNullClause: null })
                yield return $"ALTER TABLE ONLY {table.Qualified} ALTER COLUMN {column.Quoted} SET NOT NULL";
            if (column.Default is null && ParentColumns(table, column).Any(parent => parent is { Default: not null, Generated: ' ' }))
                yield return $"ALTER TABLE ONLY {table.Qualified} ALTER COLUMN {column.Quoted} DROP DEFAULT";
        }
        if (table.ReplicaIdentity is 'f' or 'n')
            yield return $"ALTER TABLE ONLY {table.Qualified} REPLICA IDENTITY {(table.ReplicaIdentity == 'f' ? "FULL" : "NOTHING")}";
    }

    private static bool InheritsGenerated(TableRow table, ColumnRow column) => ParentColumns(table, column).Any(parent => parent.Generated != ' ');

    private static IEnumerable<ColumnRow> ParentColumns(TableRow table, ColumnRow column) =>
        table.Parents.SelectMany(parent => parent.Columns).Where(parent => parent.Name == column.Name);
}
