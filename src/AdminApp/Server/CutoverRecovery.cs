using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Server;

/// <summary>Of cutovers: a fence can only be lifted where it stands.</summary>
internal sealed partial class CutoverRecovery(TenantCutover cutover, TimeProvider time, ILogger<CutoverRecovery> log) : MoveRecoveryWorker(time)
{
    protected override Task RecoverAsync(CancellationToken cancellationToken) => cutover.RecoverAsync(cancellationToken);

    protected override void LogFailed(Exception fault) => LogCutover(log, fault);

    [LoggerMessage(LogLevel.Error, "What a cutover left could not be put right")]
    private static partial void LogCutover(ILogger logger, Exception fault);
}
