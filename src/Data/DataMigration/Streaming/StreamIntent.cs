using System.Text.Json;
using AdminApp.Data.Sqlite;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>
/// What a stream is meant to do, beside its target (<c>FILE.stream</c>), so that a slot that a killed process left is known.
/// There from before the slot is made until after it is dropped.
/// </summary>
/// <param name="Slot">Name of the slot and of the publication.</param>
/// <param name="Source"><c>database at host:port</c>.</param>
/// <param name="Copied">The target is in its place; before, the slot is of no use to anybody but the process that made it.</param>
/// <param name="Running">It is to go on after a restart.</param>
/// <param name="Fault">Why it stopped.</param>
/// <param name="StartedBy">Who.</param>
internal sealed record StreamIntent(string Slot, string Source, bool Copied, bool Running, string? Fault, string StartedBy)
{
    private const string Extension = ".stream";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static string FileOf(string target) => target + Extension;

    /// <returns>null when the target has no stream.</returns>
    public static StreamIntent? Read(string target)
    {
        try
        {
            return JsonSerializer.Deserialize<StreamIntent>(File.ReadAllText(FileOf(target)));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new DataMigrationException($"{FileOf(target)} cannot be read. Remove it, look for a slot at the source with data status --source, and start the stream anew.", error);
        }
    }

    public void Write(string target)
    {
        var file = FileOf(target);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(this, Readable));
        Durable.FlushFile(file + ".new");
        File.Move(file + ".new", file, overwrite: true);
        Durable.FlushDirectory(Path.GetDirectoryName(file)!);
    }

    public static void Remove(string target) => File.Delete(FileOf(target));
}
