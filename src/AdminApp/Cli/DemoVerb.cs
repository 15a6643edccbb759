using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.Demo;

namespace AdminApp.Cli;

/// <summary><c>demo</c>: what Development does by itself on an empty data directory.</summary>
internal static class DemoVerb
{
    public static Command Create(VerbRunner runner)
    {
        var parties = new Option<int>("--parties") { Description = "How many parties; documents are in proportion.", DefaultValueFactory = _ => 5000 };
        parties.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 10 or > 1_000_000)
                result.AddError("--parties must be from 10 to 1000000.");
        });
        var verb = new Command("demo", "Create the tenant \"demo\", filled with parties, products and documents.") { parties };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            await context.Service<DemoSeed>().CreateAsync(Actor.CommandLine, parsed.GetValue(parties), cancellation);
            context.Error.WriteLine($"Created tenant {DemoSeed.Slug} with {parsed.GetValue(parties)} parties.");
            return ExitCodes.Ok;
        });
    }
}
