using AdminApp.Access;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Backups;
using AdminApp.Data.Imports;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Data.Views;

namespace AdminApp.Components.Controls;

/// <summary>Turns what a service threw into words for the page: a refusal speaks for itself, anything else goes to the log under the trace id that is shown.</summary>
public sealed partial class Faults(ILogger<Faults> log)
{
    /// <param name="fault">What was thrown; a cancellation is not for here.</param>
    /// <param name="doing">What was attempted, for the log: "list products".</param>
    public GridError Explain(Exception fault, string doing)
    {
        if (IsRefusal(fault))
            return new GridError(fault.Message);
        var traceId = TraceIds.Current();
        LogFault(log, fault, doing, traceId);
        return new GridError("Something failed that should not have. What was saved is safe; try again, and report the trace id if it stays.", traceId);
    }

    /// <summary>The same as one text, for a toast or a dialog.</summary>
    public string Text(Exception fault, string doing)
    {
        var (message, traceId) = Explain(fault, doing);
        return traceId is null ? message : $"{message} Trace id {traceId}";
    }

    /// <summary>Errors whose message is written for the person: what, and what to do next.</summary>
    private static bool IsRefusal(Exception fault) => fault is ForbiddenException or SignedOutException or NoTenantException or NotAMemberException
        or UnknownTenantException or TenantUnavailableException or SchemaMigrationPendingException or DatabaseBusyException
        or BatchNotFoundException or BatchRefusedException or BackupException or ViewRefusedException or ImportException or ImportNotFoundException;

    [LoggerMessage(LogLevel.Error, "Could not {Doing}, trace {TraceId}")]
    private static partial void LogFault(ILogger logger, Exception fault, string doing, string traceId);
}
