using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;

namespace AdminApp.Tests.Shared;

/// <summary>What goes wrong in practice, made on purpose: docs/testing-components.md shows each at work.</summary>
public static class TestScenes
{
    /// <summary>Another person changes the party: what is shown of it, and its version, are stale from now on.</summary>
    /// <returns>The party as it is now.</returns>
    public static Task<Party> ChangeElsewhereAsync(this TestInstallation app, int id, string notes = "changed elsewhere") =>
        app.Service<PartyService>().UpdateAsync(
            TestInstallation.As(Role.Support, "meera"), id, new PartyChanges { Fields = new Dictionary<string, string?> { ["notes"] = notes } }, null, false, CancellationToken.None);

    /// <summary>A finished deactivation that worked in part: some records were changed between preview and apply, so it left them alone.</summary>
    /// <param name="app">The installation.</param>
    /// <param name="changed">Customers it deactivated.</param>
    /// <param name="leftAlone">Customers it left alone.</param>
    public static async Task<BatchView> PartialBatchAsync(this TestInstallation app, int changed, int leftAlone)
    {
        var ids = await app.AddCustomersAsync(changed + leftAlone);
        var bulk = app.Service<ActivationService>();
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of([.. ids]), activate: false, CancellationToken.None);
        foreach (var id in ids.Take(leftAlone))
            await app.ChangeElsewhereAsync(id);
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "branch closed", null, CancellationToken.None, "SUP-17");
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, CancellationToken.None);
        return await app.Service<ActivationQueries>().GetAsync(app.Administrator, preview.BatchId, CancellationToken.None);
    }
}
