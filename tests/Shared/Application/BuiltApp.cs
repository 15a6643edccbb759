using System.Diagnostics;

namespace AdminApp.Tests.Shared.Application;

/// <summary>The application as the build left it (or as it was published, where benchmarks say so), started as a process of its own.</summary>
internal static class BuiltApp
{
    private static readonly string[] ScrubbedPrefixes = ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "URLS", "DATA__", "DEMO__", "SERILOG__", "SQLITE__"];

    /// <summary>Names a directory that the application was published to; it is started instead of what was built.</summary>
    private const string Published = "ADMINAPP_PUBLISHED";

    public static string DllPath(string? configuration = null)
    {
        if (Environment.GetEnvironmentVariable(Published) is { Length: > 0 } published)
            return Path.Combine(published, "AdminApp.dll");
        var path = Repository.Path("src", "AdminApp", "bin", configuration ?? Repository.Configuration, "net10.0", "AdminApp.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing. Build it first: dotnet build src/AdminApp -c {configuration ?? Repository.Configuration}", path);
    }

    /// <summary>Has it start in another network namespace, which takes root.</summary>
    public static void Into(string networkNamespace, ProcessStartInfo start)
    {
        var command = start.ArgumentList.Prepend(start.FileName).ToArray();
        start.ArgumentList.Clear();
        foreach (var part in new[] { "netns", "exec", networkNamespace }.Concat(command))
            start.ArgumentList.Add(part);
        start.FileName = "ip";
    }

    /// <summary>Redirected streams, a closed input, and none of the caller's settings but those given.</summary>
    public static ProcessStartInfo Describe(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? configuration = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet", [DllPath(configuration), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Where(k => ScrubbedPrefixes.Any(p => k.StartsWith(p, StringComparison.OrdinalIgnoreCase))).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
