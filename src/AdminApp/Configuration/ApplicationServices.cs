using AdminApp.Data;
using AdminApp.People;

namespace AdminApp.Configuration;

/// <summary>What the server and the verbs share: the same services, so that a page, an endpoint and a verb do the same thing.</summary>
internal static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Access);
        services.AddSingleton(settings.Api);
        services.AddSingleton(settings.Activations);
        services.AddSingleton(settings.Imports);
        services.AddSingleton(settings.Backups);
        services.AddSingleton(settings.Streams);
        services.AddSingleton(settings.Demo);
        services.AddAdminAppData(settings.DataDirectory, settings.Sqlite);
        services.AddPeopleCore();
        services.AddKeys(settings);
        return services;
    }
}
