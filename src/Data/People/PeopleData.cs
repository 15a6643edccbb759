using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminApp.Data.People;

/// <summary>Registers this feature's services.</summary>
public static class PeopleData
{
    public static IServiceCollection AddPeopleData(this IServiceCollection services)
    {
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<TokenAdministration>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<PeopleService>();
        services.AddSingleton<OriginPeopleImport>();
        services.TryAddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        return services;
    }
}
