using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Streaming;

public sealed class StreamApiTests
{
    private const string Root = $"/api/data-migrations/stream/{CutoverStage.Slug}";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_tenant_is_streamed_across_a_restart_and_a_kill_stopped_and_dropped()
    {
        await using var stage = await CutoverStage.CreateAsync(await OriginData.CreateDatabaseAsync(60));
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Api.GetAsync(new Uri(Root, UriKind.Relative))).StatusCode);

        using (var started = await stage.Api.PostAsJsonAsync(new Uri(Root, UriKind.Relative), new { reason = "moving house" }))
            Assert.True(started.StatusCode == HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        // The audit of it comes along.
        await CaughtUpAsync(stage, rows: 1);
        // How the copy ended is put down behind its end.
        await Eventually.TrueAsync(() => HasCompletedRunAsync(stage), "the copy's end in the journal");
        await stage.App.RestartAsync();
        await PostgresCluster.ExecuteAsync(stage.Source, "UPDATE parties SET notes = 'while it started'");
        await CaughtUpAsync(stage, rows: 61);
        await stage.App.KillAsync();
        await PostgresCluster.ExecuteAsync(stage.Source, "UPDATE parties SET notes = 'while it was dead'");
        await stage.App.RestartAsync();
        var state = await CaughtUpAsync(stage, rows: 121);
        Assert.Equal((121, JsonValueKind.Null), (state.GetProperty("rows").GetInt64(), state.GetProperty("fault").ValueKind));
        Assert.DoesNotContain(PostgresCluster.Password, state.GetRawText() + stage.App.Output, StringComparison.Ordinal);

        using (var stopped = await stage.Api.PostAsync(new Uri(Root + "/stop", UriKind.Relative), null))
            Assert.Equal("stopped", (await stopped.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("phase").GetString());
        Assert.Equal(1, await stage.SlotsAsync());
        using (var dropped = await stage.Api.DeleteAsync(new Uri(Root + "?reason=no+house", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NoContent, dropped.StatusCode);
        Assert.Equal(["no house", "By the REST API; no reason was given.", "moving house"],
            (await stage.Api.GetFromJsonAsync<JsonElement>(new Uri("/api/audit-trail", UriKind.Relative))).EnumerateArray().Take(3).Select(entry => entry.GetProperty("reason").GetString()));
        Assert.Equal(0, await stage.SlotsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Api.GetAsync(new Uri(Root, UriKind.Relative))).StatusCode);
    }

    private static async Task<bool> HasCompletedRunAsync(CutoverStage stage) =>
        (await stage.Api.GetFromJsonAsync<JsonElement>(new Uri("/api/data-migrations", UriKind.Relative))).EnumerateArray()
            .Any(run => run.GetProperty("kind").GetString() == "stream" && run.GetProperty("state").GetString() == "completed");

    private static async Task<JsonElement> CaughtUpAsync(CutoverStage stage, long rows = 0)
    {
        JsonElement state = default;
        await Eventually.TrueAsync(async () =>
        {
            state = await stage.Api.GetFromJsonAsync<JsonElement>(new Uri(Root, UriKind.Relative));
            return state.GetProperty("phase").GetString() == "streaming" && state.GetProperty("rows").GetInt64() >= rows;
        }, $"{rows} rows in the file", Patience);
        return state;
    }
}
