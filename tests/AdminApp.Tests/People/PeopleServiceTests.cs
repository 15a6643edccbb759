using AdminApp.Data.Access;
using AdminApp.Data.People;

namespace AdminApp.Tests.People;

public sealed class PeopleServiceTests : IDisposable
{
    private readonly PeopleApp app = new();

    private PeopleService People => app.Service<PeopleService>();

    [Fact]
    public async Task The_last_administrator_cannot_be_disabled_or_demoted()
    {
        var id = await app.CreatePersonAsync("asha", Role.Administrator);
        await People.CreateAsync(Actor.CommandLine, new NewPerson("never-signed-in", null, Role.Administrator, []), CancellationToken.None);
        await Assert.ThrowsAsync<PersonFaultException>(() => People.SetDisabledAsync(Actor.CommandLine, id, true, CancellationToken.None));
        await Assert.ThrowsAsync<PersonFaultException>(() => People.SetRoleAsync(Actor.CommandLine, id, Role.Viewer, CancellationToken.None));
        var asha = (await People.ListAsync(Actor.CommandLine, "asha", 1, CancellationToken.None)).People.Single();
        Assert.Equal((Role.Administrator, false), (asha.Role, asha.IsDisabled));

        await app.CreatePersonAsync("second", Role.Administrator);
        await People.SetDisabledAsync(Actor.CommandLine, id, true, CancellationToken.None);
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_do_not_both_succeed()
    {
        var ids = new[] { await app.CreatePersonAsync("asha", Role.Administrator), await app.CreatePersonAsync("ravi", Role.Administrator) };
        var outcomes = await Task.WhenAll(ids.Select(async id =>
        {
            try
            {
                await People.SetRoleAsync(Actor.CommandLine, id, Role.Viewer, CancellationToken.None);
                return true;
            }
            catch (PersonFaultException)
            {
                return false;
            }
        }));
        Assert.Single(outcomes, done => done);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task Others_may_not_manage_people(Role role)
    {
        var actor = new Actor("x", "x", role, "test");
        var none = CancellationToken.None;
        await Assert.ThrowsAsync<ForbiddenException>(() => People.ListAsync(actor, null, 1, none));
        await Assert.ThrowsAsync<ForbiddenException>(() => People.FindIdAsync(actor, "x", none));
        await Assert.ThrowsAsync<ForbiddenException>(() => People.CreateAsync(actor, new NewPerson("y", null, Role.Viewer, []), none));
        await Assert.ThrowsAsync<ForbiddenException>(() => People.SetRoleAsync(actor, "x", Role.Administrator, none));
        await Assert.ThrowsAsync<ForbiddenException>(() => People.SetDisabledAsync(actor, "x", false, none));
        await Assert.ThrowsAsync<ForbiddenException>(() => People.SetMembershipsAsync(actor, "x", [1], none));
        await Assert.ThrowsAsync<ForbiddenException>(() => People.IssueResetLinkAsync(actor, "x", TimeSpan.FromMinutes(1), none));
        await Assert.ThrowsAsync<ForbiddenException>(() => app.Service<OriginPeopleImport>().ImportAsync(actor, "x", none));
    }

    [Fact]
    public async Task A_user_name_is_taken_in_any_case()
    {
        await app.CreatePersonAsync("Élodie", Role.Viewer);
        var refused = await Assert.ThrowsAsync<PersonFaultException>(() => app.CreatePersonAsync("éLODIE", Role.Viewer));
        Assert.Equal(nameof(NewPerson.UserName), refused.Field);
    }

    [Fact]
    public async Task Memberships_become_exactly_those_given_and_hold_at_once()
    {
        var (one, two) = (await app.CreateTenantAsync("one"), await app.CreateTenantAsync("two"));
        var id = await app.CreatePersonAsync("asha", Role.Viewer, one.Id);
        var directory = app.Service<PeopleDirectory>();
        Assert.True((await directory.FindAsync(id, CancellationToken.None))!.MayWorkIn(one.Id));
        await People.SetMembershipsAsync(Actor.CommandLine, id, [two.Id], CancellationToken.None);
        var now = (await directory.FindAsync(id, CancellationToken.None))!;
        Assert.False(now.MayWorkIn(one.Id));
        Assert.True(now.MayWorkIn(two.Id));
    }

    [Fact]
    public async Task People_are_listed_in_pages_and_found_by_part_of_a_name()
    {
        for (var i = 0; i < PeopleService.PageSize + 1; i++)
            await People.CreateAsync(Actor.CommandLine, new NewPerson($"person{i:000}", i == 7 ? "Zoë Übermut" : null, Role.Viewer, []), CancellationToken.None);
        var second = await People.ListAsync(Actor.CommandLine, "", 2, CancellationToken.None);
        Assert.Equal(PeopleService.PageSize + 1, second.Total);
        Assert.Equal("person050", Assert.Single(second.People).UserName);
        Assert.Equal("person007", Assert.Single((await People.ListAsync(Actor.CommandLine, "Über", 1, CancellationToken.None)).People).UserName);
        Assert.Empty((await People.ListAsync(Actor.CommandLine, "%", 1, CancellationToken.None)).People);
    }

    public void Dispose() => app.Dispose();
}
