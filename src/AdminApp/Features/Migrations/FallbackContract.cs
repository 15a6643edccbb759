using System.Text.Json;
using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Features.Migrations;

/// <summary>Body that starts or previews a fallback.</summary>
/// <param name="Into">Connection string of an empty PostgreSQL database that everything is written into, instead of the changes into the one the tenant came from. Kept encrypted as the tenant's connection.</param>
/// <param name="Reason">Goes into the audit and the report.</param>
public sealed record FallbackBody(string? Into = null, string? Reason = null);

/// <summary>How far a fallback is.</summary>
/// <param name="Step">check, backup, freeze, compare, send, apply, verify, commit or switch.</param>
/// <param name="Table">The one on its way; null where there is none.</param>
public sealed record FallbackState(string Step, string? Table)
{
    internal static FallbackState Of(FallbackProgress progress) => new(JsonNamingPolicy.SnakeCaseLower.ConvertName(progress.Step.ToString()), progress.Table);
}
