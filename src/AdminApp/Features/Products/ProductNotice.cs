using AdminApp.Data.Audit;
using AdminApp.Data.Products;

namespace AdminApp.Features.Products;

/// <summary>A word under a row whose switch could not do as asked. Nothing was changed.</summary>
/// <param name="Text">What happened and what to do.</param>
public sealed record ProductNotice(string Text)
{
    /// <summary>Of a stale row: the state that was asked for.</summary>
    public bool Wanted { get; init; }

    /// <summary>Of a stale row: the product as it is now; null when it is something else that kept the switch.</summary>
    public Product? Current { get; init; }

    /// <summary>Of a stale row: the change that came first, when it is known.</summary>
    public AuditRow? LastChange { get; init; }

    public bool IsProtected { get; init; }
}
