using AdminApp.Data.Audit;

namespace AdminApp.Data.Activations;

/// <summary>A record that is deactivated where others delete: nothing that documents refer to is ever removed.</summary>
public interface IActivatable
{
    int Id { get; }

    string Name { get; }

    bool IsActive { get; set; }

    bool IsProtected { get; }

    /// <summary>Raised by one with every change.</summary>
    int Version { get; set; }
}

internal static class Activatable
{
    /// <summary>Sets the state of a record that may have it.</summary>
    /// <returns>What to record; null when it has that state already.</returns>
    /// <exception cref="Exception">What <paramref name="refusal"/> makes, for a protected record that should be deactivated.</exception>
    public static AuditChange? SetActive<T>(this T record, string entity, bool active, string? reason, Func<T, Exception> refusal)
        where T : IActivatable
    {
        if (record.IsActive == active)
            return null;
        if (!active && record.IsProtected)
            throw refusal(record);
        record.IsActive = active;
        return new AuditChange(active ? AuditActions.Activate : AuditActions.Deactivate, entity, record.Id, record.Name)
        {
            Reason = reason,
            Before = new Dictionary<string, object?> { ["is_active"] = !active },
            After = new Dictionary<string, object?> { ["is_active"] = active },
        };
    }
}
