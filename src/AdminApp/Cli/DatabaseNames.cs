using AdminApp.Data.Schema;

namespace AdminApp.Cli;

/// <summary>What <c>--tenant</c> and <c>--all</c> mean, in one place.</summary>
internal static class DatabaseNames
{
    /// <summary>Does the work for one database or for every tenant; one that fails does not keep the others from their turn.</summary>
    /// <param name="filesAlone">--all means those with a file of their own; the others live on PostgreSQL.</param>
    /// <returns>Failed when any failed.</returns>
    public static async Task<int> EachAsync<T>(
        VerbContext context, string? tenant, bool all, bool json, Func<string, Task<T>> work, Func<T, string> describe, CancellationToken cancellation, bool filesAlone = true)
    {
        if (tenant is null == !all)
            throw new ArgumentException("Say which database: --tenant SLUG (or --tenant central), or --all for every tenant.");
        var results = new List<T>();
        var exit = ExitCodes.Ok;
        foreach (var name in tenant is not null ? [tenant] : await TenantsAsync(context, filesAlone, cancellation))
        {
            try
            {
                results.Add(await work(name));
                if (!json)
                    context.Error.WriteLine(describe(results[^1]));
            }
            catch (Exception fault) when (all && VerbFaults.IsExpected(fault))
            {
                context.Error.WriteLine($"{name}: {fault.Message}");
                exit = ExitCodes.Failed;
            }
        }
        if (json)
            context.WriteJson(results);
        return exit;
    }

    private static async Task<IReadOnlyList<string>> TenantsAsync(VerbContext context, bool filesAlone, CancellationToken cancellation)
    {
        var databases = await context.Service<ManagedDatabases>().ListAsync(cancellation);
        return [.. databases.Where(d => d.Tenant is { } found && (d.IsFile || !filesAlone)).Select(d => d.Name)];
    }
}
