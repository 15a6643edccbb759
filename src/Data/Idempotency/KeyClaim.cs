namespace AdminApp.Data.Idempotency;

public enum KeyState
{
    /// <summary>The caller of this is to do the work, from the start or from the batch that is noted.</summary>
    Mine,

    /// <summary>It was answered; the answer is kept.</summary>
    Answered,

    /// <summary>Another request with this key is at work.</summary>
    InFlight,

    /// <summary>The key was used for another request.</summary>
    OtherRequest,
}

/// <summary>Where a request with a key stands.</summary>
/// <param name="BatchId">The batch an earlier attempt had come to; null when it had come to none.</param>
/// <param name="Answer">What was answered, when it was.</param>
public sealed record KeyClaim(KeyState State, string? BatchId, KeptAnswer? Answer);

/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
/// <param name="Location">The header, if there was one.</param>
public sealed record KeptAnswer(int Status, string Body, string? Location);

/// <summary>Whose key: two people, or one in two tenants, may use the same.</summary>
public sealed record KeyOwner(string UserId, string TenantSlug, string Key);
