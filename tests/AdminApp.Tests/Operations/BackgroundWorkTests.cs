using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Server;
using AdminApp.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminApp.Tests.Operations;

public sealed class BackgroundWorkTests : IAsyncLifetime
{
    private readonly BackgroundWork work = new(new ServiceCollection().BuildServiceProvider(), TimeProvider.System, NullLogger<BackgroundWork>.Instance);

    public Task InitializeAsync() => work.StartAsync(default);

    public async Task DisposeAsync()
    {
        await work.StopAsync(default);
        work.Dispose();
    }

    [Fact]
    public async Task A_thousand_clicks_on_one_button_are_one_action()
    {
        var runs = 0;
        var gate = new TaskCompletionSource();
        var items = Enumerable.Range(0, 1000).Select(_ => work.Enqueue("schema:alpha", "Applying", Actor.CommandLine, async (_, _) =>
        {
            Interlocked.Increment(ref runs);
            await gate.Task;
            return "applied";
        })).ToList();
        gate.SetResult();
        await EndAsync(items[0].Id);
        Assert.Single(items.Select(i => i.Id).Distinct());
        Assert.Equal(1, runs);
        Assert.Equal((WorkState.Done, "applied"), (work.Items[0].State, work.Items[0].Message));
    }

    [Fact]
    public async Task A_failure_meant_for_people_is_shown_as_it_is_and_another_under_its_trace_id()
    {
        var told = work.Enqueue("a", "One", Actor.CommandLine, (_, _) => throw new BackupException("The backup is refused."));
        var hidden = work.Enqueue("b", "Two", Actor.CommandLine, (_, _) => throw new InvalidOperationException("secret"));
        await EndAsync(hidden.Id);
        Assert.Equal("The backup is refused.", Item(told.Id).Message);
        Assert.DoesNotContain("secret", Item(hidden.Id).Message, StringComparison.Ordinal);
        Assert.Contains("trace id", Item(hidden.Id).Message, StringComparison.Ordinal);
        Assert.Equal(WorkState.Failed, Item(hidden.Id).State);
    }

    private WorkItem Item(Guid id) => work.Items.Single(i => i.Id == id);

    private Task EndAsync(Guid id) => Eventually.TrueAsync(() => !Item(id).IsActive, "the work to end");
}
