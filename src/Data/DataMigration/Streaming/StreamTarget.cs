using System.Security.Cryptography;
using System.Text;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>What a stream follows, and where to.</summary>
/// <param name="Source">PostgreSQL, as <c>Host=…;Database=…</c> or <c>postgresql://user:password@host/database</c>.</param>
/// <param name="File">The SQLite file; its directory exists.</param>
public sealed record StreamTarget(string Source, string File)
{
    /// <summary>The application's own tables, or whatever the source has, translated.</summary>
    public DataCopyMode Mode { get; init; } = DataCopyMode.Translate;

    /// <summary>A new stream may take the place of an existing file.</summary>
    public bool Replace { get; init; }

    /// <inheritdoc cref="DataCopyRequest.AllowUnmapped"/>
    public bool AllowUnmapped { get; init; }

    /// <inheritdoc cref="DataCopyRequest.Only"/>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <inheritdoc cref="DataCopyRequest.Exclude"/>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The path that its name, lock and state go by.</summary>
    internal string Path => System.IO.Path.GetFullPath(File);

    /// <summary>What its slot and publication are called: recognisable, and another for every file.</summary>
    internal string Slot
    {
        get
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(Path).ToLowerInvariant();
            var safe = string.Concat(name.Select(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? character : '_'));
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName + Path)))[..8];
            return $"{SourceSlots.Prefix}{safe[..Math.Min(safe.Length, 40)]}_{hash}";
        }
    }

    // A record's own would show the password in whatever prints it.
    public override string ToString() => $"stream into {File}";
}

/// <summary>How a stream of a tenant begins.</summary>
/// <param name="Anew">Copy anew although there is a stream that could go on, or the fault of one that could not.</param>
/// <param name="AllowUnmapped">See <see cref="DataCopyRequest.AllowUnmapped"/>.</param>
public sealed record StreamStart(bool Anew = false, bool AllowUnmapped = false);
