using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>What people do to make a list theirs, by keyboard alone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class GridFlowTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Columns_order_and_a_saved_view_survive_and_the_list_prints()
    {
        var page = await fixture.NewPageAsync();
        var complaints = new BrowserComplaints(page);
        await page.OpenAsync("/parties?status=all");
        await page.Keyboard.PressAsync("c");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "State" }).CheckAsync();
        var up = dialog.GetByRole(AriaRole.Button, new() { Name = "Move State before the column before it" });
        await up.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("State is column 4 of 7");
        await Assertions.Expect(up).ToBeFocusedAsync();
        await Axe.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Escape");

        var state = page.GetByRole(AriaRole.Columnheader, new() { Name = "State" }).GetByRole(AriaRole.Button);
        await state.ClickAsync();
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Name" }).GetByRole(AriaRole.Button).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await page.WaitForURLAsync("**/parties?status=all&sort=state&sort=name");
        await page.Locator("body").PressAsync("n");
        await page.WaitForURLAsync("**page=2&after=*");
        await Assertions.Expect(page.Locator(".pager [role=status]")).ToContainTextAsync("26–50");
        var second = await page.Locator("tr[data-row]").First.InnerTextAsync();
        await page.ReloadAsync();
        await page.InteractiveAsync();
        Assert.Equal(second, await page.Locator("tr[data-row]").First.InnerTextAsync());
        await Assertions.Expect(state).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("v");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this view…" }).ClickAsync();
        await dialog.GetByLabel("Name").FillAsync("By state");
        await Axe.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save view" }).PressAsync("Enter");
        var views = page.Locator("[popovertarget=saved-views]");
        await Assertions.Expect(views).ToHaveTextAsync("By state");
        await page.OpenAsync("/parties");
        await views.ClickAsync();
        await Axe.AssertCleanAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "By state" }).ClickAsync();
        await page.WaitForURLAsync("**/parties?*sort=state&sort=name*");
        await page.GoBackAsync();
        await Assertions.Expect(views).ToHaveTextAsync("Views");

        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        foreach (var hidden in new[] { ".side", ".top", ".grid-tools", ".search", ".pager .btn", ".pick" })
            await Assertions.Expect(page.Locator(hidden).First).ToBeHiddenAsync();
        complaints.AssertNone("/parties");
        await page.Context.CloseAsync();
    }
}
