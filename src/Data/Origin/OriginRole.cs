namespace AdminApp.Data.Origin;

/// <summary>A row of <c>roles</c>.</summary>
public sealed class OriginRole
{
    public int Id { get; set; }

    /// <summary>Seeded: Admin, Sales, Accountant, Store.</summary>
    public string Name { get; set; } = "";
}
