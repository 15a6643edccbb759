using System.Security.Claims;
using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Central;
using AdminApp.Data.Parties;
using AdminApp.Data.People;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Data.Views;
using AdminApp.Features.Activations;
using AdminApp.Features.Parties;
using AdminApp.People;
using AdminApp.Tests.Shared;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace AdminApp.Tests.Parties;

/// <summary>The party pages over a real installation: real files, real services, somebody signed in, and a worker that applies batches.</summary>
public abstract class PartyPagesContext : BunitContext, IAsyncLifetime
{
    private readonly CancellationTokenSource stopping = new();
    private BunitAuthorizationContext authorization = null!;
    private Task worker = Task.CompletedTask;

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    protected TestInstallation App { get; private set; } = null!;

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected IList<NotificationMessage> Messages => Services.GetRequiredService<NotificationService>().Messages;

    public virtual async Task InitializeAsync()
    {
        App = await CreateAppAsync();
        Share<CentralDatabase>();
        Share<TenantRegistry>();
        Share<TenantDatabases>();
        Share<PartyQueries>();
        Share<PartyFacetQueries>();
        Share<PartyService>();
        Share<SavedViews>();
        Share<GridPreferences>();
        Share<PartyDependants>();
        Share<PartyDuplicates>();
        Share<AuditQueries>();
        Share<ActivationService>();
        Share<ActivationQueries>();
        Share<ActivationQueue>();
        Share<TimeProvider>();
        Services.AddLogging();
        Services.AddPeopleCore();
        Services.AddRadzenComponents();
        Services.AddScoped<Toasts>();
        Services.AddScoped<UrlState>();
        Services.AddScoped<Faults>();
        Services.AddScoped<AccessProvider>();
        Services.AddScoped<BatchFollower>();
        Services.AddScoped<PartyRowActions>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        authorization = AddAuthorization();
        await SignInAsync(Role.Administrator);
        worker = Task.Run(ApplyBatchesAsync);
    }

    public new async Task DisposeAsync()
    {
        await stopping.CancelAsync();
        await worker;
        await base.DisposeAsync();
        await App.DisposeAsync();
        stopping.Dispose();
    }

    protected virtual Task<TestInstallation> CreateAppAsync() => TestInstallation.CreateAsync(sqlite: new SqliteSettings { WriteWaitMilliseconds = 200 });

    /// <summary>Signs in a new person of that role, a member of the tenant.</summary>
    protected async Task SignInAsync(Role role)
    {
        var name = role.ToString().ToLowerInvariant();
        var tenant = await App.Service<TenantRegistry>().FindAsync(TestInstallation.Slug, default);
        await Services.GetRequiredService<PeopleService>().CreateAsync(Actor.CommandLine, new NewPerson(name, null, role, [tenant.Id]), default);
        await using var central = App.Service<CentralDatabase>().Read();
        var person = await central.Users.SingleAsync(user => user.UserName == name);
        authorization.SetAuthorized(name);
        authorization.SetRoles(role.ToString());
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, person.Id), new Claim(AppClaims.Stamp, person.SecurityStamp!));
    }

    /// <summary>Nobody is known yet, as while a page is being opened.</summary>
    protected void KeepWaitingForThePerson() => authorization.SetAuthorizing();

    /// <summary>Opens a list at an address and waits until it has loaded.</summary>
    protected IRenderedComponent<PartiesPage> Open(string address)
    {
        Navigation.NavigateTo(address);
        var page = Render<PartiesPage>();
        Loaded(page);
        return page;
    }

    protected static void Loaded(IRenderedComponent<PartiesPage> page) =>
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-grid][aria-busy]")), Patience);

    protected static string[] Names(IRenderedComponent<PartiesPage> page) => [.. page.FindAll("tr[data-row] td.first a").Select(link => link.TextContent)];

    protected async Task<Party> PartyAsync(int id) => (await App.Service<PartyQueries>().FindAsync(App.Administrator, id, default))!;

    /// <summary>Another person changes the state of a party.</summary>
    protected Task<Party> ElsewhereAsync(int id, bool active) =>
        App.Service<PartyService>().SetActiveAsync(TestInstallation.As(Role.Support, "meera"), id, active, null, "elsewhere", default);

    /// <summary>Presses Undo in the newest toast.</summary>
    protected void Undo() => Render(Messages.Last(message => message.DetailContent is not null).DetailContent!(Services.GetRequiredService<NotificationService>())).Find(".toast-undo button").Click();

    private void Share<T>() where T : class => Services.AddSingleton(_ => App.Service<T>());

    private async Task ApplyBatchesAsync()
    {
        try
        {
            await foreach (var (slug, batchId) in App.Service<ActivationQueue>().ReadAllAsync(stopping.Token))
                await App.Service<ActivationRunner>().RunAsync(slug, batchId, stopping.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
