using System.Diagnostics;

namespace AdminApp.Tests.Shared.Application;

/// <summary>A verb that is watched, or hurt, while it runs.</summary>
public static class BuiltVerb
{
    /// <summary>Starts it with closed input and redirected output; the caller reads both.</summary>
    public static Process Start(params string[] arguments) => Start(BuiltApp.Describe(arguments, Testing));

    /// <summary>The same in another network namespace, which takes root.</summary>
    public static Process StartIn(string networkNamespace, params string[] arguments)
    {
        var start = BuiltApp.Describe(arguments, Testing);
        BuiltApp.Into(networkNamespace, start);
        return Start(start);
    }

    private static Dictionary<string, string> Testing => new() { ["ASPNETCORE_ENVIRONMENT"] = "Testing" };

    private static Process Start(ProcessStartInfo description)
    {
        var process = Process.Start(description) ?? throw new InvalidOperationException("The application did not start.");
        process.StandardInput.Close();
        return process;
    }
}
