namespace Browser.Tests.Support;

/// <summary>What the browser complained about on a page: errors on its console, uncaught exceptions, answers of 400 and above.</summary>
internal sealed class BrowserComplaints
{
    private readonly List<string> _complaints = [];

    public BrowserComplaints(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _complaints.Add($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _complaints.Add($"uncaught: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _complaints.Add($"{response.Status} {response.Url}");
        };
    }

    public void AssertNone(string where) => Assert.True(_complaints.Count == 0, $"{where}:\n{string.Join('\n', _complaints)}");
}
