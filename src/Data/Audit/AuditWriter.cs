using System.Text.Encodings.Web;
using System.Text.Json;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Audit;

/// <summary>Names of the recorded actions.</summary>
public static class AuditActions
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Activate = "activate";
    public const string Deactivate = "deactivate";
    public const string Protect = "protect";
    public const string Unprotect = "unprotect";
    public const string Restore = "restore";
    public const string Migrate = "migrate";
    public const string Cutover = "cutover";
    public const string Fallback = "fallback";
    public const string Freeze = "freeze";
    public const string Unfreeze = "unfreeze";
    public const string Connect = "connect";
    public const string StartStream = "start-stream";
    public const string StopStream = "stop-stream";
    public const string DropStream = "drop-stream";
}

/// <summary>Adds audit rows to the context that makes the change, so that both are committed or neither.</summary>
public static class AuditWriter
{
    /// <summary>Longest client name that is kept.</summary>
    public const int UserAgentLength = 500;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="context">The context of the change, inside its transaction.</param>
    /// <param name="actor">Who acts, from where.</param>
    /// <param name="now">Instant of the change, UTC.</param>
    /// <param name="change">What changed.</param>
    public static void Record(TenantContext context, Actor actor, DateTime now, AuditChange change) => context.AuditEntries.Add(new AuditEntry
    {
        OccurredAt = now,
        Actor = actor.Name,
        ActorId = actor.Id,
        Origin = actor.Origin,
        UserAgent = actor.UserAgent is { Length: > UserAgentLength } agent ? agent[..UserAgentLength] : actor.UserAgent,
        Action = change.Action,
        Entity = change.Entity,
        EntityId = change.EntityId,
        EntityName = change.EntityName,
        Reason = change.Reason,
        Before = Serialize(change.Before),
        After = Serialize(change.After),
        BatchId = change.BatchId,
    });

    private static string? Serialize(IReadOnlyDictionary<string, object?>? values) => values is null ? null : JsonSerializer.Serialize(values, Json);
}

/// <summary>What changed in one record. Before and after hold the changed columns only.</summary>
public sealed record AuditChange(string Action, string Entity, long EntityId, string EntityName)
{
    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, object?>? Before { get; init; }

    public IReadOnlyDictionary<string, object?>? After { get; init; }

    public string? BatchId { get; init; }
}
