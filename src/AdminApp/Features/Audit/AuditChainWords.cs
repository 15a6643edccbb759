using AdminApp.Components.Controls;
using AdminApp.Data.Audit;

namespace AdminApp.Features.Audit;

/// <summary>The state of the audit's chain in a sentence.</summary>
public static class AuditChainWords
{
    public static string Of(AuditChainReport report) => report switch
    {
        { Break: { } broken } => $"Row {Numbers.Text(broken.Id)}: {broken.Problem}. Restore a backup from before, or find out who wrote to the database.",
        { Rows: 0 } => "No row carries a hash yet; the next change begins the chain.",
        { Complete: true } => $"Every row is as it was written: {Rows(report.Rows)}{(report.Older > 0 ? $", behind {Numbers.Text(report.Older)} older without a hash" : "")}.",
        _ => $"The newest {Rows(report.Rows)} are as they were written.",
    };

    private static string Rows(long count) => $"{Numbers.Text(count)} {(count == 1 ? "row" : "rows")}";
}
