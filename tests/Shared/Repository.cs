using System.Reflection;

namespace AdminApp.Tests.Shared;

/// <summary>Where the sources and the build outputs lie, as the build that made this assembly saw them.</summary>
public static class Repository
{
    /// <summary>Absolute path of the repository's root, without a trailing separator.</summary>
    public static string Root { get; } = System.IO.Path.TrimEndingDirectorySeparator(Metadata("RepositoryRoot"));

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("BuildConfiguration");

    public static string Path(params string[] relative) => System.IO.Path.Combine([Root, .. relative]);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value
        ?? throw new InvalidOperationException($"The build wrote no {key} into {typeof(Repository).Assembly.Location}.");
}
