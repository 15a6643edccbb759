using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Backups;
using AdminApp.Data.Schema;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AdminApp.Features.Backups;

/// <summary>Receives a file over the circuit and hands it to the checks, which go on by themselves.</summary>
public sealed partial class BackupUploadForm : IDisposable
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource leaving = new();
    private IBrowserFile? file;
    private string database = "";
    private string reason = "";
    private string? refusal;
    private long? received;
    private int sent;

    [Parameter, EditorRequired]
    public IReadOnlyList<ManagedDatabase> Databases { get; set; } = [];

    [Inject]
    private BackupUploads Uploads { get; set; } = default!;

    [Inject]
    private BackupTasks Tasks { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (Databases.All(one => one.Name != database))
            database = Databases.FirstOrDefault(one => !one.IsCentral)?.Name ?? Databases.FirstOrDefault()?.Name ?? "";
    }

    private async Task SendAsync()
    {
        refusal = null;
        try
        {
            if (file!.Size > Uploads.MostBytes)
                throw new BackupException($"The file is larger than {Uploads.MostBytes >> 20} MiB (Backups:MaxUploadMiB).");
            received = 0;
            var actor = await Access.ActorAsync(leaving.Token);
            await using var content = file.OpenReadStream(Uploads.MostBytes, leaving.Token);
            var taken = await Uploads.TakeInAsync(actor, content, Show(), leaving.Token);
            Tasks.Accept(actor, database, Databases.First(one => one.Name == database).Title, taken, reason);
            (reason, file) = ("", null);
            sent++;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page is gone, and with it what was sent so far.
        }
        catch (Exception fault)
        {
            refusal = Faults.Text(fault, "send a file in");
        }
        finally
        {
            received = null;
        }
    }

    private Action<long> Show()
    {
        var shown = Time.GetUtcNow();
        return bytes =>
        {
            if (Time.GetUtcNow() - shown < ShowEvery)
                return;
            shown = Time.GetUtcNow();
            _ = InvokeAsync(() =>
            {
                received = received is null ? null : bytes;
                StateHasChanged();
            });
        };
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
