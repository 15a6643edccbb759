using AdminApp.Access;
using AdminApp.Configuration;
using AdminApp.Data.Central;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using AdminApp.Features.People;
using AdminApp.Features.People.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace AdminApp.People;

/// <summary>Sign-in, tokens, roles and what guards every request. Three calls in the server's composition.</summary>
internal static class PeopleSetup
{
    private const string PathScheme = "AdminApp";

    /// <summary>What the verbs need too.</summary>
    public static IServiceCollection AddPeopleCore(this IServiceCollection services) =>
        services.AddPeopleData().AddSingleton<IPasswordHasher<AppUser>, ImportedPasswordHasher>();

    /// <summary>The keys of the data directory: for cookies, and for what the registry keeps secret.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, AppSettings settings)
    {
        services.AddDataProtection()
            .SetApplicationName("AdminApp")
            .PersistKeysToFileSystem(new DirectoryInfo(new DatabaseLocations(settings.DataDirectory).Keys));
        return services.AddSingleton<IConnectionProtector, ConnectionProtector>();
    }

    public static IServiceCollection AddPeople(this IServiceCollection services, AppSettings settings)
    {
        services.AddIdentityCore<AppUser>(options => Configure(options, settings.Access))
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<CentralContext>();
        services.AddScoped<PasswordSignIn>();
        services.AddHostedService<FirstAdministratorNotice>();
        services.AddSignInLimit();
        services.AddAccessPolicies();
        services.AddSessions(settings.Access);
        services.AddAntiforgery(options => options.Cookie.Name = "AdminApp.Form");
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddScoped<AccessProvider>();
        return services;
    }

    /// <summary>Before anything that answers.</summary>
    public static void UsePeople(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseAuthentication();
        // Behind it, because callers are told apart by their tokens; each failed attempt at one costs its address.
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<AccessProvider>().Attach(context);
            return next(context);
        });
    }

    public static void MapPeople(this WebApplication app)
    {
        app.MapAccount();
        app.MapLogin();
        app.MapTenantSelection();
    }

    /// <summary>The API takes tokens and nothing else, so that no other site can make a browser call it; the pages take the cookie and nothing else.</summary>
    private static void AddSessions(this IServiceCollection services, AccessSettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IClaimsTransformation, ClientClaims>();
        services.AddScoped<SessionEvents>();
        services.AddAuthentication(PathScheme)
            .AddPolicyScheme(PathScheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Path.StartsWithSegments("/api") ? BearerHandler.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = SessionCookie.Name;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.CookieManager = new SessionCookie();
                options.LoginPath = AccountPaths.SignIn;
                options.AccessDeniedPath = AccountPaths.Denied;
                options.ReturnUrlParameter = "returnUrl";
                options.ExpireTimeSpan = TimeSpan.FromMinutes(settings.SessionMinutes);
                options.SlidingExpiration = true;
                options.EventsType = typeof(SessionEvents);
            });
    }

    private static void Configure(IdentityOptions options, AccessSettings settings)
    {
        // PersonRules holds the rules; these would refuse names and passwords of other scripts.
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = PersonRules.PasswordLeast;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = settings.LockoutAttempts;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(settings.LockoutMinutes);
    }
}
