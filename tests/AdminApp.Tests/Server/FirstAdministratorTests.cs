using System.Net;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Tests.Server;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task The_printed_link_makes_an_administrator_once_and_the_password_gives_a_token()
    {
        await using var app = await AppProcess.StartAsync();
        var link = await app.SignInLinkAsync();
        await FirstAdministrator.ClaimAsync(app);

        using var again = await app.Client.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);

        using var api = await FirstAdministrator.ApiAsync(app);
        Assert.NotNull(api.DefaultRequestHeaders.Authorization?.Parameter);
    }
}
