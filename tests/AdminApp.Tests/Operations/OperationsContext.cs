using System.Security.Claims;
using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.People;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Features.Backups;
using AdminApp.Features.Migrations;
using AdminApp.Features.Operations;
using AdminApp.Features.Tenants;
using AdminApp.People;
using AdminApp.Server;
using AdminApp.Tests.Shared;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace AdminApp.Tests.Operations;

/// <summary>The pages of this group over real files: central database, the tenants "alpha" and "beta", real services, somebody signed in.</summary>
public abstract class OperationsContext : BunitContext, IAsyncLifetime
{
    protected const string Alpha = "alpha", Beta = "beta";

    private readonly TestDirectory directory = new();

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    protected DatabaseLocations Locations => Service<DatabaseLocations>();

    public virtual async Task InitializeAsync()
    {
        Services.AddLogging();
        Services.AddAdminAppData(directory.Path, new SqliteSettings());
        Services.AddPeopleCore();
        Services.AddRadzenComponents();
        Services.AddScoped<Toasts>();
        Services.AddScoped<UrlState>();
        Services.AddScoped<AccessProvider>();
        Services.AddScoped<VisibleDatabases>();
        Services.AddScoped<Faults>();
        Services.AddSingleton<BackgroundWork>();
        Services.AddSingleton<BackupTasks>();
        Services.AddSingleton<DataMigrationJobs>();
        Services.AddSingleton(new ActivationLimits(ChunkSize: 100, TypeNumberFrom: 1000, PreviewMinutes: 60));
        Services.AddSingleton(new StreamSettings());
        Services.AddSingleton<MoveTasks>();
        Services.AddSingleton<StreamWatch>();
        Services.AddScoped<TenantMoves>();
        Services.AddScoped<TenantControls>();
        Services.AddSingleton<FluentValidation.IValidator<NewTenantModel>, NewTenantModelValidator>();
        Services.AddSingleton<FluentValidation.IValidator<ConnectionModel>, ConnectionModelValidator>();
        Services.AddSingleton<FluentValidation.IValidator<DataCopyModel>, DataCopyModelValidator>();
        var authorization = AddAuthorization();
        await Service<CentralProvisioning>().EnsureAsync(default);
        foreach (var slug in new[] { Alpha, Beta })
            await Service<TenantProvisioning>().CreateAsync(Actor.CommandLine, slug, $"Tenant {slug}", default);
        await Service<BackgroundWork>().StartAsync(default);
        await SignInAsync(authorization, Role.Administrator);
    }

    public new async Task DisposeAsync()
    {
        await Service<BackgroundWork>().StopAsync(default);
        await Service<DataMigrationJobs>().StopAsync(default);
        await Service<MoveTasks>().StopAsync(default);
        await Service<StreamWatch>().StopAsync(default);
        await base.DisposeAsync();
        directory.Dispose();
    }

    protected T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Signs in somebody of that role, a member of the tenant alpha.</summary>
    protected Task SignInAsync(Role role) => SignInAsync((BunitAuthorizationContext)AuthorizationContext!, role);

    private BunitAuthorizationContext? AuthorizationContext { get; set; }

    private async Task SignInAsync(BunitAuthorizationContext authorization, Role role)
    {
        AuthorizationContext = authorization;
        var name = role.ToString().ToLowerInvariant();
        var alpha = await Service<TenantRegistry>().FindAsync(Alpha, default);
        await Service<PeopleService>().CreateAsync(Actor.CommandLine, new NewPerson(name, null, role, [alpha.Id], "correct horse battery staple"), default);
        await using var central = Service<CentralDatabase>().Read();
        var person = await central.Users.SingleAsync(u => u.UserName == name);
        authorization.SetAuthorized(name);
        authorization.SetRoles(role.ToString());
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, person.Id), new Claim(AppClaims.Stamp, person.SecurityStamp!));
    }

    protected Task<SchemaChange> RevertAsync(string slug) =>
        Service<SchemaMigrations>().DownAsync(Actor.CommandLine, slug, "OriginBaseline", default);
}
