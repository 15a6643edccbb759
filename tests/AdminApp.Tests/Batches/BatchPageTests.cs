using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Features.Batches;
using AdminApp.Tests.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace AdminApp.Tests.Batches;

/// <summary>The page of a batch over a real tenant file; the runner is called by hand where the worker would.</summary>
public sealed class BatchPageTests : OperationsContext
{
    private static readonly TenantAccess Somebody = new(Alpha, Actor.CommandLine);

    public override async Task InitializeAsync()
    {
        Services.AddSingleton(new ActivationLimits(ChunkSize: 2, TypeNumberFrom: 1000, PreviewMinutes: 60));
        Services.AddScoped<Faults>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_partial_success_lists_what_was_left_alone_and_why()
    {
        var ids = await AddPartiesAsync(3);
        var batchId = await QueueAsync(ids);
        await Service<PartyService>().UpdateAsync(Somebody, ids[1], new PartyChanges { Fields = new Dictionary<string, string?> { ["notes"] = "edited" } }, null, false, default);
        await Service<ActivationRunner>().RunAsync(Alpha, batchId, default);

        var page = Show(batchId);

        page.WaitForAssertion(() => Assert.Contains("Changed since, left alone", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("Somebody changed it after the preview", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Contains("Undo 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_running_batch_is_followed_to_its_end()
    {
        var batchId = await QueueAsync(await AddPartiesAsync(5));
        var page = Show(batchId);
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), button => button.TextContent == "Stop here"), Patience);

        await Service<ActivationRunner>().RunAsync(Alpha, batchId, default);

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), button => button.TextContent.Contains("Undo 5", StringComparison.Ordinal)), Patience);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == "Stop here");
    }

    [Fact]
    public async Task A_stopped_batch_offers_to_go_on_with_the_rest()
    {
        var batchId = await QueueAsync(await AddPartiesAsync(5));
        await Service<ActivationService>().CancelAsync(Somebody, batchId, default);

        var page = Show(batchId);

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), button => button.TextContent == "Go on with 5"), Patience);
    }

    [Fact]
    public async Task A_viewer_sees_the_batch_and_can_do_nothing_to_it()
    {
        var batchId = await QueueAsync(await AddPartiesAsync(2));
        await Service<ActivationRunner>().RunAsync(Alpha, batchId, default);
        await SignInAsync(Role.Viewer);

        var page = Show(batchId);

        page.WaitForAssertion(() => Assert.Contains("deactivated", page.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("Undo", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_batch_says_so_and_leads_on()
    {
        var page = Show("no-such-batch");

        page.WaitForAssertion(() => Assert.Contains("There is no such batch", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal("/batches", page.Find("a.btn").GetAttribute("href"));
    }

    private IRenderedComponent<BatchPage> Show(string id) => Render<BatchPage>(parameters => parameters.Add(p => p.Id, id));

    private async Task<List<int>> AddPartiesAsync(int count)
    {
        var ids = new List<int>();
        for (var i = 0; i < count; i++)
            ids.Add((await Service<PartyService>().CreateAsync(Somebody, new Party { Name = $"Party {i}", IsCustomer = true }, false, default)).Id);
        return ids;
    }

    private async Task<string> QueueAsync(List<int> ids)
    {
        var preview = await Service<ActivationService>().PreviewAsync(Somebody, PartySelection.Of(ids), activate: false, default);
        await Service<ActivationService>().ApplyAsync(Somebody, preview.BatchId, "closing", null, default);
        return preview.BatchId;
    }
}
