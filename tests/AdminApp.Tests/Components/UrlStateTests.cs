using AdminApp.Components.Controls;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace AdminApp.Tests.Components;

public sealed class UrlStateTests : BunitContext
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private UrlState State(string address)
    {
        Navigation.NavigateTo(address);
        return new UrlState(Navigation);
    }

    [Fact]
    public void Values_are_read_with_what_stands_for_their_absence()
    {
        var state = State("/parties?q=M%C3%BCller&page=3&state=Kerala&state=Goa&gst=true&empty=");
        Assert.Equal("Müller", state.Text("q"));
        Assert.Equal(3, state.Number("page", 1));
        Assert.Equal(1, state.Number("q", 1));
        Assert.Equal(["Kerala", "Goa"], state.Many("state"));
        Assert.True(state.Flag("gst"));
        Assert.Null(state.Flag("q"));
        Assert.Null(state.Text("empty"));
        Assert.Empty(state.Many("nothing"));
    }

    [Fact]
    public void A_change_keeps_the_other_parameters_and_null_removes_one()
    {
        var state = State("/parties?q=a&page=3&state=Goa");
        state.Push(("q", "50% & more"), ("page", null), ("state", (IReadOnlyList<string>)["Goa", "Kerala"]));
        Assert.EndsWith("/parties?q=50%25%20%26%20more&state=Goa&state=Kerala", Navigation.Uri, StringComparison.Ordinal);
        Assert.EndsWith("/parties", state.With(("q", ""), ("state", Array.Empty<string>())), StringComparison.Ordinal);
    }

    [Fact]
    public void Typing_does_not_fill_the_back_button()
    {
        var state = State("/parties");
        state.Replace(("q", "a"));
        state.Push(("page", 2));
        var history = ((BunitNavigationManager)Navigation).History;
        Assert.Equal([false, true], history.Take(2).Select(step => step.Options.ReplaceHistoryEntry));
    }

    [Fact]
    public async Task Undo_runs_once_and_takes_its_toast_away()
    {
        var notifications = new NotificationService();
        var undone = 0;
        new Toasts(notifications).Done("412 deactivated", "Batch 31", () => Task.FromResult(undone++));
        var message = Assert.Single(notifications.Messages);
        var content = Render(message.DetailContent!(notifications));
        await content.Find("button").ClickAsync(new());
        Assert.Equal(1, undone);
        Assert.Empty(notifications.Messages);
    }

    [Fact]
    public void An_error_stays_until_it_is_closed()
    {
        var notifications = new NotificationService();
        new Toasts(notifications).Failed("The export stopped");
        new Toasts(notifications).Done("Saved");
        Assert.True(notifications.Messages[0].Duration > 100 * notifications.Messages[1].Duration);
    }
}
