using System.CommandLine;
using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using AdminApp.Features.People.Account;

namespace AdminApp.Cli;

/// <summary><c>user create|list|disable|enable|role|reset-link|import</c>.</summary>
internal static class UserVerbs
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static Command Create(VerbRunner runner) => new("user", "Create, list, disable and import people.")
    {
        Add(runner),
        List(runner),
        SetDisabled(runner, "disable", "End somebody's sessions and tokens and refuse their sign-in.", disabled: true),
        SetDisabled(runner, "enable", "Let a disabled person sign in again.", disabled: false),
        SetRole(runner),
        ResetLink(runner),
        Import(runner),
    };

    private static Argument<string> Name() => new("name") { Description = "User name, in any case." };

    private static Option<string> Urls() => new("--urls")
    {
        Description = "Address the link starts with: where people open the application.",
        DefaultValueFactory = _ => DefaultAddress,
    };

    private static Command Add(VerbRunner runner)
    {
        var name = new Argument<string>("name") { Description = "User name: letters of any script, digits and . _ - @ +" };
        var role = new Option<Role>("--role") { Description = "Administrator, Support or Viewer.", Required = true };
        var tenants = new Option<string[]>("--tenant") { Description = "A tenant to work in; may be given several times. Administrators work in all." };
        var passwordStdin = new Option<bool>(VerbRunner.PasswordFromInput) { Description = "Read the password from standard input instead of printing a link to choose one." };
        var urls = Urls();
        var verb = new Command("create", "Create a person; prints a link, good once, to choose a password.") { name, role, tenants, passwordStdin, urls };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            var memberships = new List<int>();
            foreach (var slug in parsed.GetValue(tenants) ?? [])
                memberships.Add((await context.Service<TenantRegistry>().FindAsync(slug, cancellation)).Id);
            var password = parsed.GetValue(passwordStdin) ? await context.In.ReadLineAsync(cancellation) ?? "" : null;
            var id = await context.Service<PeopleService>().CreateAsync(
                Actor.CommandLine, new NewPerson(parsed.GetRequiredValue(name), null, parsed.GetValue(role), memberships, password), cancellation);
            context.Error.WriteLine($"Created {parsed.GetRequiredValue(name)} as {parsed.GetValue(role)}.");
            if (password is null)
                await PrintLinkAsync(context, id, parsed.GetRequiredValue(urls), cancellation);
            return ExitCodes.Ok;
        });
    }

    private static Command List(VerbRunner runner)
    {
        var json = new Option<bool>("--json") { Description = "Print a JSON array." };
        var verb = new Command("list", "List the people with their role, state and tenants.") { json };
        return runner.Attach(verb, writes: false, async (context, parsed, cancellation) =>
        {
            var people = await AllAsync(context.Service<PeopleService>(), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(people.Select(p => new { Name = p.UserName, Role = p.Role.ToString(), Disabled = p.IsDisabled, p.HasPassword, p.ImportedFrom, p.LastSignInAt, Tenants = p.TenantSlugs }));
            else
                foreach (var person in people)
                    context.Out.WriteLine($"{person.UserName,-32}{person.Role,-16}{State(person),-16}{string.Join(' ', person.TenantSlugs)}");
            return ExitCodes.Ok;
        });
    }

    private static Command SetDisabled(VerbRunner runner, string word, string description, bool disabled)
    {
        var name = Name();
        return runner.Attach(new Command(word, description) { name }, writes: true, async (context, parsed, cancellation) =>
        {
            var people = context.Service<PeopleService>();
            await people.SetDisabledAsync(Actor.CommandLine, await people.FindIdAsync(Actor.CommandLine, parsed.GetRequiredValue(name), cancellation), disabled, cancellation);
            context.Error.WriteLine($"{parsed.GetRequiredValue(name)} is now {(disabled ? "disabled" : "enabled")}.");
            return ExitCodes.Ok;
        });
    }

    private static Command SetRole(VerbRunner runner)
    {
        var name = Name();
        var role = new Argument<Role>("role") { Description = "Administrator, Support or Viewer." };
        return runner.Attach(new Command("role", "Give somebody another role.") { name, role }, writes: true, async (context, parsed, cancellation) =>
        {
            var people = context.Service<PeopleService>();
            await people.SetRoleAsync(Actor.CommandLine, await people.FindIdAsync(Actor.CommandLine, parsed.GetRequiredValue(name), cancellation), parsed.GetValue(role), cancellation);
            context.Error.WriteLine($"{parsed.GetRequiredValue(name)} is now {parsed.GetValue(role)}.");
            return ExitCodes.Ok;
        });
    }

    private static Command ResetLink(VerbRunner runner)
    {
        var name = Name();
        var urls = Urls();
        return runner.Attach(new Command("reset-link", "Print a link, good once, with which somebody chooses a new password.") { name, urls }, writes: true, async (context, parsed, cancellation) =>
        {
            var id = await context.Service<PeopleService>().FindIdAsync(Actor.CommandLine, parsed.GetRequiredValue(name), cancellation);
            await PrintLinkAsync(context, id, parsed.GetRequiredValue(urls), cancellation);
            return ExitCodes.Ok;
        });
    }

    private static Command Import(VerbRunner runner)
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant whose copied users are imported.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print a JSON array." };
        var verb = new Command("import", "Import the people of a tenant's origin database, with their passwords. The origin's default account gets none.") { tenant, json };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            var people = await context.Service<OriginPeopleImport>().ImportAsync(Actor.CommandLine, parsed.GetRequiredValue(tenant), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(people.Select(p => new { Name = p.UserName, Role = p.Role.ToString(), Outcome = p.Outcome.ToString() }));
            else
                foreach (var person in people)
                    context.Out.WriteLine($"{person.UserName,-32}{person.Role,-16}{Said(person.Outcome)}");
            context.Error.WriteLine($"{people.Count(p => p.Outcome is ImportOutcome.Imported or ImportOutcome.NeedsResetLink)} of {people.Count} people imported.");
            return ExitCodes.Ok;
        });
    }

    private static async Task PrintLinkAsync(VerbContext context, string id, string address, CancellationToken cancellation)
    {
        var minutes = context.Service<AccessSettings>().SignInLinkMinutes;
        var token = await context.Service<PeopleService>().IssueResetLinkAsync(Actor.CommandLine, id, TimeSpan.FromMinutes(minutes), cancellation);
        context.Out.WriteLine($"{address.TrimEnd('/')}{AccountPaths.Reset}?token={token}");
        context.Error.WriteLine($"The link is valid for {minutes} minutes, once.");
    }

    private static async Task<IReadOnlyList<PersonRow>> AllAsync(PeopleService people, CancellationToken cancellation)
    {
        var all = new List<PersonRow>();
        PeoplePage page;
        do
        {
            page = await people.ListAsync(Actor.CommandLine, null, (all.Count / PeopleService.PageSize) + 1, cancellation);
            all.AddRange(page.People);
        }
        while (page.People.Count == PeopleService.PageSize);
        return all;
    }

    private static string State(PersonRow person) => person switch
    {
        { IsDisabled: true } => "disabled",
        { HasPassword: false } => "no password",
        { LockedUntil: not null } => "locked",
        _ => "active",
    };

    private static string Said(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Imported => "imported, keeps the password",
        ImportOutcome.NeedsResetLink => "imported without a password: issue a link with `user reset-link`",
        ImportOutcome.AlreadyImported => "was imported before",
        ImportOutcome.NameTaken => "skipped: somebody else has this user name",
        _ => "skipped: the user name is not allowed here",
    };
}
