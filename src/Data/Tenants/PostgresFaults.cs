using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdminApp.Data.Tenants;

/// <summary>What a PostgreSQL server's refusals mean to the services.</summary>
internal static class PostgresFaults
{
    /// <summary>Somebody else's change came first; on the new state it may well succeed.</summary>
    public static bool IsOvertaken(Exception fault) =>
        fault is DbUpdateConcurrencyException || Server(fault) is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
            or { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: Audit.AuditChain.Guard };

    /// <returns>null when it is neither a lock nor a lost or refused connection.</returns>
    public static Exception? Explain(string slug, Exception fault) => Server(fault) switch
    {
        { SqlState: PostgresErrorCodes.LockNotAvailable } => new TenantBusyException(slug, fault),
        { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new TenantUnreachableException(slug, "the server refuses its user or password", fault),
        { SqlState: PostgresErrorCodes.InvalidCatalogName } => new TenantUnreachableException(slug, "the server has no such database", fault),
        { SqlState: PostgresErrorCodes.TooManyConnections } => new TenantUnreachableException(slug, "the server has no free connection", fault),
        { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => new TenantUnreachableException(slug, "the server is stopping or starting", fault),
        { } => null,
        null => IsConnection(fault) ? new TenantUnreachableException(slug, "the server cannot be reached", fault) : null,
    };

    private static PostgresException? Server(Exception fault) => fault as PostgresException ?? fault.InnerException as PostgresException ?? fault.InnerException?.InnerException as PostgresException;

    private static bool IsConnection(Exception fault) =>
        fault is NpgsqlException { InnerException: SocketException or IOException or TimeoutException }
        || fault.InnerException is { } inner && IsConnection(inner);
}
