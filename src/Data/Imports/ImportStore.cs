using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.Imports;

/// <summary>Limits of imports; configuration section <c>Imports</c>.</summary>
/// <param name="MaxUploadMiB">Largest file.</param>
/// <param name="KeepDays">How long files are kept, for their faults to be downloaded.</param>
public sealed record ImportLimits(int MaxUploadMiB = 256, int KeepDays = 14);

/// <summary>Files that were sent in, by tenant; readable by their owner alone.</summary>
public sealed class ImportStore(DatabaseLocations locations, ImportLimits limits, TimeProvider time)
{
    public long MostBytes => (long)limits.MaxUploadMiB << 20;

    /// <summary>Takes a file in, and lets go of those that were kept long enough.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ImportException">It is too large.</exception>
    internal async Task<string> ReceiveAsync(string slug, Stream content, Action<long>? received, CancellationToken cancellationToken)
    {
        var directory = Directory(slug);
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(directory)!);
        PrivateFiles.CreateDirectory(directory);
        DropOld(directory);
        var id = Guid.CreateVersion7().ToString();
        var path = Path.Combine(directory, id + ".csv");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            PrivateFiles.Restrict(path);
            var buffer = new byte[64 * 1024];
            var total = 0L;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                total += read;
                if (total > MostBytes)
                    throw new ImportException($"The file is larger than {limits.MaxUploadMiB} MiB (Imports:MaxUploadMiB). Divide it.");
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                received?.Invoke(total);
            }
            // A batch that is resumed after a power failure reads it again.
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        return id;
    }

    /// <exception cref="ImportNotFoundException">There is no such file.</exception>
    internal ImportFile Open(string slug, string id)
    {
        // Ids come from addresses; only one of ours becomes part of a path.
        if (!Guid.TryParseExact(id, "D", out var guid))
            throw new ImportNotFoundException();
        var path = Path.Combine(Directory(slug), guid + ".csv");
        return File.Exists(path) ? new ImportFile(path) : throw new ImportNotFoundException();
    }

    private string Directory(string slug) => Path.Combine(locations.DataDirectory, "imports", TenantSlug.Require(slug));

    private void DropOld(string directory)
    {
        var before = time.GetUtcNow().UtcDateTime.AddDays(-limits.KeepDays);
        foreach (var file in System.IO.Directory.EnumerateFiles(directory, "*.csv").Where(file => File.GetLastWriteTimeUtc(file) < before))
            File.Delete(file);
    }
}
