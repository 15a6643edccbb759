using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AdminApp.Tests;

/// <summary>Serves the one bUnit dependency that the project file places in a folder of its own.</summary>
internal static class BunitDependencies
{
    private const string Diffing = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Diffing
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "bunit-dependencies", Diffing + ".dll"))
            : null;
}
