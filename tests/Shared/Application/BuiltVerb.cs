using System.Diagnostics;

namespace AdminApp.Tests.Shared.Application;

/// <summary>A verb that is watched, or hurt, while it runs.</summary>
public static class BuiltVerb
{
    /// <summary>Starts it with closed input and redirected output; the caller reads both.</summary>
    public static Process Start(params string[] arguments)
    {
        var process = Process.Start(BuiltApp.Describe(arguments, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Testing" }))
            ?? throw new InvalidOperationException("The application did not start.");
        process.StandardInput.Close();
        return process;
    }
}
