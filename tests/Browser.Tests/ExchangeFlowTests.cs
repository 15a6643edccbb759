using System.Text;
using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>Data in and out in the browser: a file is imported and taken back, the list is saved as a file.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExchangeFlowTests(BrowserFixture fixture)
{
    private const string Csv = "Company,Street,City,State,Phone\r\nFair Visitor One,1 MG Road,Fairpur,Kerala,+91 1\r\nFair Visitor Two,2 MG Road,Fairpur,Kerala,+91 2\r\n,3 MG Road,Fairpur,Kerala,+91 3\r\n";

    [Fact]
    public async Task A_file_is_mapped_checked_imported_and_taken_back_and_the_list_is_saved_as_a_file()
    {
        var page = await fixture.NewPageAsync();
        var complaints = new BrowserComplaints(page);
        await page.OpenAsync("/parties/import");
        // Chosen before the framework listens, a file is lost; no person is as fast.
        await page.WaitForFunctionAsync("document.querySelector('#import-file')._blazorInputFileNextFileId !== undefined");
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "fair.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Csv) });
        await page.GetByLabel("Column 2, Street, is").SelectOptionAsync("billing_address_line1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Name is required.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameString = "Import 2 parties" })).ToHaveCountAsync(0);
        await page.GetByLabel("Rows with faults").SelectOptionAsync("skip");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();
        var start = page.GetByRole(AriaRole.Button, new() { NameString = "Import 2 parties" });
        await Assertions.Expect(start).ToBeVisibleAsync();
        await page.IsFineEverywhereAsync("import-checked");
        await start.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import 2 parties" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Done", new() { Exact = true })).ToBeVisibleAsync();

        await page.OpenAsync("/parties?q=fairpur");
        await page.GetByText("Export", new() { Exact = true }).ClickAsync();
        var saving = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^CSV") }).ClickAsync();
        var saved = await saving;
        Assert.StartsWith("parties-demo-", saved.SuggestedFilename, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync((await saved.PathAsync())!);
        Assert.Equal(3, lines.Length);
        Assert.Contains("Fair Visitor One,,'+91 1,", lines[1], StringComparison.Ordinal);

        await page.GoBackAsync();
        await page.InteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "Undo 2" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameString = "Undo 2" }).ClickAsync();
        await Assertions.Expect(page.GetByText("deactivated", new() { Exact = true })).ToBeVisibleAsync();
        complaints.AssertNone("/parties/import");
        await page.Context.CloseAsync();
    }
}
