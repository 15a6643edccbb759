namespace AdminApp.Data.Central;

/// <summary>One thing that was done with the API tokens. Rows are added, never changed.</summary>
public sealed class TokenEvent
{
    public long Id { get; set; }

    public DateTime OccurredAt { get; set; }

    /// <summary>create or revoke.</summary>
    public string Action { get; set; } = "";

    public long TokenId { get; set; }

    public string TokenName { get; set; } = "";

    /// <summary>User name of the person whose rights the token has.</summary>
    public string Person { get; set; } = "";

    public string Actor { get; set; } = "";

    public string? ActorId { get; set; }

    public string Origin { get; set; } = "";

    /// <summary>Scopes, tenant and end of a new one; the reason of a revocation.</summary>
    public string? Detail { get; set; }
}
