using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.Tenants;

namespace AdminApp.Cli;

/// <summary><c>tenant list|create|activate|deactivate</c>; the others are in <see cref="TenantAddVerbs"/>.</summary>
internal static class TenantVerbs
{
    public static Command Create(VerbRunner runner)
    {
        var verbs = new Command("tenant", "List, create, adopt, activate, deactivate and freeze tenants.")
        {
            List(runner),
            Add(runner),
            SetState(runner, "activate", "Serve a tenant again.", TenantState.Active),
            SetState(runner, "deactivate", "Stop serving a tenant; nothing is deleted.", TenantState.Inactive),
        };
        foreach (var verb in TenantAddVerbs.Create(runner))
            verbs.Add(verb);
        return verbs;
    }

    internal static Argument<string> Slug() => new("slug") { Description = "Lower-case letters, digits and hyphens, for example sharma-dental." };

    private static Command List(VerbRunner runner)
    {
        var json = new Option<bool>("--json") { Description = "Print a JSON array." };
        var verb = new Command("list", "List the tenants with their provider and state.") { json };
        return runner.Attach(verb, writes: false, async (context, parsed, cancellation) =>
        {
            var tenants = await context.Service<TenantRegistry>().ListAsync(cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(tenants.Select(t => new { t.Slug, t.Name, Provider = t.Provider.ToString(), State = t.State.ToString(), Connection = TenantConnections.Describe(t) }));
            else
                foreach (var tenant in tenants)
                    context.Out.WriteLine($"{tenant.Slug,-42}{tenant.State,-12}{tenant.Provider,-12}{tenant.Name}");
            return ExitCodes.Ok;
        });
    }

    private static Command Add(VerbRunner runner)
    {
        var slug = Slug();
        var name = new Option<string?>("--name") { Description = "Name shown to people; default: the slug." };
        var verb = new Command("create", "Create an empty tenant.") { slug, name };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            var tenant = await context.Service<TenantProvisioning>().CreateAsync(
                Actor.CommandLine, parsed.GetRequiredValue(slug), parsed.GetValue(name) ?? parsed.GetRequiredValue(slug), cancellation);
            context.Error.WriteLine($"Created tenant {tenant.Slug}.");
            return ExitCodes.Ok;
        });
    }

    private static Command SetState(VerbRunner runner, string word, string description, TenantState state)
    {
        var slug = Slug();
        return runner.Attach(new Command(word, description) { slug }, writes: true, async (context, parsed, cancellation) =>
        {
            await context.Service<TenantRegistry>().SetStateAsync(Actor.CommandLine, parsed.GetRequiredValue(slug), state, cancellation);
            context.Error.WriteLine($"Tenant {parsed.GetRequiredValue(slug)} is now {state.ToString().ToLowerInvariant()}.");
            return ExitCodes.Ok;
        });
    }
}
