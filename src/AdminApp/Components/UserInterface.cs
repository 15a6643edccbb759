using AdminApp.Components.Controls;
using AdminApp.Features.Activations;
using AdminApp.Features.Parties;
using AdminApp.Features.Products;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace AdminApp.Components;

/// <summary>Pages, layout and controls of the browser application.</summary>
public static class UserInterface
{
    /// <summary>
    /// Bytes. A page hands its first rows back to the server when its circuit starts; a grid of 50 is more than SignalR's
    /// 32 KB, which closes the connection and leaves a page that ignores every click.
    /// </summary>
    private const long LargestMessage = 1024 * 1024;

    public static IServiceCollection AddUserInterface(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddRadzenComponents();
        services.AddScoped<Toasts>();
        services.AddScoped<UrlState>();
        services.AddScoped<Faults>();
        services.AddScoped<BatchFollower>();
        services.AddScoped<ProductRowActions>();
        services.AddScoped<PartyRowActions>();
        services.TryAddSingleton(TimeProvider.System);
        AddValidators(services);
        return services;
    }

    /// <summary>Call last: one of the pages answers every address that nothing else does. Authentication, authorization and antiforgery must be in the pipeline.</summary>
    public static WebApplication MapUserInterface(this WebApplication app)
    {
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static void AddValidators(IServiceCollection services)
    {
        var assemblies = new[] { typeof(UserInterface).Assembly, typeof(AdminApp.Data.Text.SearchFold).Assembly };
        foreach (var found in AssemblyScanner.FindValidatorsInAssemblies(assemblies, includeInternalTypes: true))
            services.TryAddEnumerable(ServiceDescriptor.Scoped(found.InterfaceType, found.ValidatorType));
    }
}
