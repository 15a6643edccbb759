namespace AdminApp.Data.Activations;

/// <summary>Which records a list shows. Lists begin with <see cref="Active"/>, as a chip that can be removed.</summary>
public enum StatusFilter
{
    Active,
    Inactive,
    All,
}
