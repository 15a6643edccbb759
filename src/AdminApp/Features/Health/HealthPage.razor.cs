using AdminApp.Data.Access;
using AdminApp.Data.Health;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Health;

/// <summary>/health for people; for probes see <see cref="HealthEndpoints"/>.</summary>
public sealed partial class HealthPage
{
    private IReadOnlyList<DatabaseReport>? reports;

    [Inject]
    private DatabaseHealth Health { get; set; } = default!;

    protected override string WorkPrefix => "health:";

    protected override Task ReadAsync(Actor actor, Predicate<string> visible, CancellationToken cancellationToken)
    {
        reports = [.. Health.Latest.Where(report => visible(report.Database))];
        return Task.CompletedTask;
    }

    private Task CheckAsync() => StartAsync(Permission.Migrate, "all", "Checking every database", async (services, actor, cancellation) =>
    {
        var found = await services.GetRequiredService<DatabaseHealth>().CheckAsync(actor, cancellation);
        var bad = found.Count(report => report.NeedsAttention);
        return bad == 0 ? $"All {found.Count} are sound." : $"{bad} of {found.Count} need attention.";
    });
}
