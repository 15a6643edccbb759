using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Server;

/// <summary>Of fallbacks: the source alone knows whether it took everything, and so which side serves.</summary>
internal sealed partial class FallbackRecoveryWorker(FallbackRecovery recovery, TimeProvider time, ILogger<FallbackRecoveryWorker> log) : MoveRecoveryWorker(time)
{
    protected override Task RecoverAsync(CancellationToken cancellationToken) => recovery.RecoverAsync(cancellationToken);

    protected override void LogFailed(Exception fault) => LogFallback(log, fault);

    [LoggerMessage(LogLevel.Error, "What a fallback left could not be put right")]
    private static partial void LogFallback(ILogger logger, Exception fault);
}
