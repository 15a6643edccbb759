namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>What pg_depend calls an object: the catalogue it is in and its oid there. Catalogues below 100 are our own.</summary>
internal readonly record struct ObjectKey(uint Catalogue, uint Oid)
{
    /// <summary>ATTACH PARTITION of a table.</summary>
    public static ObjectKey Attach(uint table) => new(1, table);

    /// <summary>OWNED BY of a sequence.</summary>
    public static ObjectKey OwnedBy(uint sequence) => new(2, sequence);

    /// <summary>REFRESH of a materialised view.</summary>
    public static ObjectKey Refresh(uint view) => new(3, view);

    /// <summary>ATTACH PARTITION of an index.</summary>
    public static ObjectKey IndexAttach(uint index) => new(4, index);

    /// <summary>Row security of a table, switched on.</summary>
    public static ObjectKey RowSecurity(uint table) => new(5, table);

    /// <summary>Settings of a materialised view's columns.</summary>
    public static ObjectKey ColumnSettings(uint view) => new(6, view);

    /// <summary>A partition's own state of its parent's trigger.</summary>
    public static ObjectKey TriggerState(uint trigger) => new(7, trigger);

    /// <summary>Operators and functions of an operator family that belong to none of its classes.</summary>
    public static ObjectKey LooseMembers(uint family) => new(8, family);

    /// <summary>A view's columns, made before what it reads.</summary>
    public static ObjectKey Outline(uint view) => new(9, view);
}

/// <summary>In this order objects are made as far as what they need allows. From <see cref="Constraint"/> on they come after the rows.</summary>
internal enum DdlRank
{
    Schema,
    Extension,
    Language,
    Collation,
    Type,
    Routine,
    Aggregate,
    Operator,
    OperatorFamily,
    OperatorClass,
    Cast,
    TextSearch,
    ForeignWrapper,
    ForeignServer,
    Sequence,
    Table,
    Inherit,
    Identity,
    Default,
    OwnedBy,
    View,
    Constraint,
    Index,
    IndexAttach,
    ForeignKey,
    Statistics,
    Rule,
    Trigger,
    Policy,
    Publication,
    Refresh,
}

/// <summary>One object of the source and the statements that make it.</summary>
internal sealed class DdlNode(ObjectKey key, DdlRank rank, string kind, string schema, string? table, string name)
{
    public ObjectKey Key { get; } = key;
    public DdlRank Rank { get; } = rank;
    public string Kind { get; } = kind;
    public string Schema { get; } = schema;
    public string? Table { get; } = table;
    public string Name { get; } = name;

    /// <summary>Asked when the order is known.</summary>
    public required Func<IEnumerable<string>> Statements { get; init; }

    /// <summary>The table or domain whose own statement says this; null for an object that stands for itself.</summary>
    public DdlNode? Inside { get; set; }

    /// <summary>May leave its table's statement for one of its own when a loop demands it.</summary>
    public bool MayLeave { get; init; }

    /// <summary>Makes something with its name and columns, to be replaced when all it needs is there; null where nothing can be replaced.</summary>
    public string? Outline { get; init; }

    /// <summary>A loop demanded that its outline be made first.</summary>
    public bool Outlined { get; set; }

    public HashSet<DdlNode> Needs { get; } = [];

    /// <summary>Made after the rows: by its rank or because something it needs is.</summary>
    public bool Late { get; set; }

    /// <summary>It is a table that is left out, or cannot be without one.</summary>
    public bool LeftOut { get; set; }

    public List<string> Comments { get; } = [];
}
