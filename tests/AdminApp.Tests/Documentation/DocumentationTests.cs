using System.CommandLine;
using System.Text.RegularExpressions;
using AdminApp.Cli;
using AdminApp.Configuration;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Documentation;

/// <summary>What can be configured or called is written down.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_configuration_key_is_in_the_configuration_guide()
    {
        var guide = File.ReadAllText(Repository.Path("docs", "configuration.md"));

        Assert.All(AppSettings.Keys(), key => Assert.Contains($"`{key}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_verb_is_in_the_guide_to_the_command_line()
    {
        var guide = File.ReadAllText(Repository.Path("docs", "command-line.md"));

        Assert.All(Verbs(CommandLine.Create(new VerbRunner(TextWriter.Null, TextWriter.Null, [])), ""), verb => Assert.Contains($"`{verb}", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_of_a_verb_is_described_by_its_help()
    {
        var options = AllCommands(CommandLine.Create(new VerbRunner(TextWriter.Null, TextWriter.Null, []))).SelectMany(command => command.Options.Select(option => (command, option)));

        Assert.Empty(options.Where(o => string.IsNullOrWhiteSpace(o.option.Description)).Select(o => $"{o.command.Name} {o.option.Name}"));
    }

    [Fact]
    public void Every_relative_link_in_the_documentation_leads_somewhere()
    {
        var pages = Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.Path("README.md"));
        var links = pages.SelectMany(page => MarkdownLink().Matches(File.ReadAllText(page)).Select(link => (page, Target: link.Groups[1].Value)));

        Assert.All(links.Where(link => !link.Target.Contains("://", StringComparison.Ordinal) && !link.Target.StartsWith('#')), link =>
            Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(link.page)!, link.Target.Split('#')[0])), $"{link.page}: {link.Target}"));
    }

    [Fact]
    public void The_examples_of_component_tests_are_the_ones_that_run()
    {
        var examples = Words(File.ReadAllText(Repository.Path("tests", "AdminApp.Tests", "Examples", "ComponentExamples.cs")));
        var shown = CodeBlock().Matches(File.ReadAllText(Repository.Path("docs", "testing-components.md"))).Select(block => Words(block.Groups[1].Value)).ToList();

        Assert.Equal(4, shown.Count);
        Assert.All(shown, block => Assert.Contains(block, examples, StringComparison.Ordinal));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();

    private static IEnumerable<string> Verbs(Command command, string path)
    {
        foreach (var child in command.Subcommands)
        {
            var name = path.Length == 0 ? child.Name : path + " " + child.Name;
            if (child.Subcommands.Count == 0)
                yield return name;
            foreach (var below in Verbs(child, name))
                yield return below;
        }
    }

    private static IEnumerable<Command> AllCommands(Command command) => command.Subcommands.SelectMany(AllCommands).Append(command);
}
