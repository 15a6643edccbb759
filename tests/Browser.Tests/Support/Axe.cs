using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Browser.Tests.Support;

/// <summary>Accessibility rules (axe-core) as an assertion.</summary>
internal static class Axe
{
    /// <summary>Fails with rule, element and help address for each violation on the page as it now is.</summary>
    public static async Task AssertCleanAsync(IPage page) => AssertClean(page, await page.RunAxe());

    /// <summary>The rules that look at colours: what another colour scheme can break.</summary>
    public static async Task AssertColoursAsync(IPage page) =>
        AssertClean(page, await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } }));

    private static void AssertClean(IPage page, AxeResult result) =>
        Assert.True(result.Violations.Length == 0, $"{page.Url}: {result.Violations.Length} accessibility violations\n{Describe(result)}");

    private static string Describe(AxeResult result) => string.Join('\n', result.Violations.Select(violation =>
        $"{violation.Id} ({violation.Impact}): {violation.Help} {violation.HelpUrl}\n"
        + string.Join('\n', violation.Nodes.Take(5).Select(node => $"    {node.Target}: {node.Html}"))));
}
