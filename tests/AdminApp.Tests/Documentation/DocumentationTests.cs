using System.CommandLine;
using AdminApp.Cli;
using AdminApp.Configuration;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Documentation;

/// <summary>What can be configured or called is written down.</summary>
public sealed class DocumentationTests
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

        Assert.All(Verbs(CommandLine.Create(TextWriter.Null, TextWriter.Null), ""), verb => Assert.Contains($"`{verb}", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_of_a_verb_is_described_by_its_help()
    {
        var options = AllCommands(CommandLine.Create(TextWriter.Null, TextWriter.Null)).SelectMany(command => command.Options.Select(option => (command, option)));

        Assert.Empty(options.Where(o => string.IsNullOrWhiteSpace(o.option.Description)).Select(o => $"{o.command.Name} {o.option.Name}"));
    }

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
