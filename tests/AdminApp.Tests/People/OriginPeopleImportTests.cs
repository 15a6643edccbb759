using System.Net;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Origin;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Tests.People;

public sealed class OriginPeopleImportTests : IDisposable
{
    /// <summary>bcrypt, 12 rounds, of "admin123" and "sales123", as the origin stores them.</summary>
    private const string AdminHash = "$2b$12$Jk3bV0mQ8rT1yZ5xW7uN9ednC/.jQXyYmnonIFzR/NNkBy2CtsKIm";
    private const string SalesHash = "$2b$12$Qw8eR2tY4uI6oP0aS3dF5utT1TOSl5219cgQUw5lh1Z/ziLoQjexm";

    private readonly PeopleApp app = new();

    private async Task<TenantInfo> TenantWithAsync(params OriginUser[] users)
    {
        var tenant = await app.CreateTenantAsync("shop");
        await app.Service<TenantDatabases>().WriteAsync("shop", async context =>
        {
            context.OriginRoles.AddRange(new OriginRole { Id = 1, Name = "Admin" }, new OriginRole { Id = 2, Name = "Sales" });
            await context.SaveChangesAsync();
            context.OriginUsers.AddRange(users);
            await context.SaveChangesAsync();
        }, CancellationToken.None);
        return tenant;
    }

    private Task<IReadOnlyList<ImportedPerson>> ImportAsync() => app.Service<OriginPeopleImport>().ImportAsync(Actor.CommandLine, "shop", CancellationToken.None);

    private async Task<AppUser> UserAsync(string userName)
    {
        await using var context = app.Service<CentralDatabase>().Read();
        return await context.Users.SingleAsync(u => u.UserName == userName);
    }

    [Fact]
    public async Task An_imported_person_signs_in_with_the_old_password_which_is_rehashed_then()
    {
        var tenant = await TenantWithAsync(new OriginUser { Id = 2, Username = "sales", PasswordHash = SalesHash, RoleId = 2 });
        var imported = Assert.Single(await ImportAsync());
        Assert.Equal(new ImportedPerson("sales", Role.Support, ImportOutcome.Imported), imported);
        Assert.Equal(SalesHash, (await UserAsync("sales")).PasswordHash);

        var browser = await app.SignedInAsync("sales", "sales123");

        var rehashed = (await UserAsync("sales")).PasswordHash!;
        Assert.False(rehashed.StartsWith("$2", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/no-such-page")).StatusCode);
        await app.SignedInAsync("sales", "sales123");
        var person = await app.Service<PeopleDirectory>().FindAsync((await UserAsync("sales")).Id, CancellationToken.None);
        Assert.True(person!.MayWorkIn(tenant.Id));
    }

    [Fact]
    public async Task The_origins_public_default_account_cannot_sign_in_until_an_administrator_issues_a_link()
    {
        await TenantWithAsync(new OriginUser { Id = 1, Username = "admin", PasswordHash = AdminHash, RoleId = 1 });
        Assert.Equal(new ImportedPerson("admin", Role.Administrator, ImportOutcome.NeedsResetLink), Assert.Single(await ImportAsync()));

        var answer = await PeopleApp.PostAsync(app.Browser(), "/account/sign-in", "/account/sign-in", new() { ["userName"] = "admin", ["password"] = "admin123" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);

        var link = await app.Service<PeopleService>().IssueResetLinkAsync(Actor.CommandLine, (await UserAsync("admin")).Id, TimeSpan.FromMinutes(1), CancellationToken.None);
        await app.Service<SignInLinks>().ResetAsync(link, PeopleApp.Password, CancellationToken.None);
        await app.SignedInAsync("admin");
    }

    [Fact]
    public async Task An_imported_administrator_without_a_password_does_not_close_the_first_administrators_link()
    {
        await TenantWithAsync(new OriginUser { Id = 1, Username = "admin", PasswordHash = AdminHash, RoleId = 1 });
        await ImportAsync();
        Assert.True(await app.Service<SignInLinks>().IsFirstOpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_second_import_changes_nothing_and_a_taken_name_is_skipped()
    {
        await TenantWithAsync(
            new OriginUser { Id = 2, Username = "sales", PasswordHash = SalesHash, RoleId = 2 },
            new OriginUser { Id = 3, Username = "Asha", PasswordHash = SalesHash, RoleId = 1 },
            new OriginUser { Id = 4, Username = "मीरा.पटेल", PasswordHash = "", RoleId = 2 },
            new OriginUser { Id = 5, Username = "two words", PasswordHash = SalesHash, RoleId = 2 });
        await app.CreatePersonAsync("asha", Role.Viewer);
        Assert.Equal(
            [ImportOutcome.Imported, ImportOutcome.NameTaken, ImportOutcome.NeedsResetLink, ImportOutcome.NameNotAllowed],
            (await ImportAsync()).Select(person => person.Outcome));
        Assert.Equal(
            [ImportOutcome.AlreadyImported, ImportOutcome.NameTaken, ImportOutcome.AlreadyImported, ImportOutcome.NameNotAllowed],
            (await ImportAsync()).Select(person => person.Outcome));
    }

    public void Dispose() => app.Dispose();
}
