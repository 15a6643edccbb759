using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Imports;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AdminApp.Features.Exchange;

/// <summary>A file becomes parties in three steps: choose, say what its columns are, look at what would happen. The file is in the address, so that a reload keeps it.</summary>
public sealed partial class ImportPage : IDisposable
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource leaving = new();
    private ImportUpload? upload;
    private ImportPreview? preview;
    private GridError? fault;
    private string?[] columns = [];
    private string type = ImportOrder.Customer;
    private string reason = "";
    private bool skipBad;
    private bool busy;
    private long? received;
    private long size;

    [SupplyParameterFromQuery(Name = "file")]
    public string? FileId { get; set; }

    [SupplyParameterFromQuery(Name = "name")]
    public string? Name { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PartyImports Imports { get; set; } = default!;

    [Inject]
    private ImportStore Files { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string FileName => string.IsNullOrWhiteSpace(Name) ? "the file" : Name;

    protected override async Task OnParametersSetAsync()
    {
        if (string.IsNullOrEmpty(FileId))
            (upload, preview) = (null, null);
        else if (upload?.Id != FileId)
            await TryAsync("look at a file", async () => Show(Imports.Look(await Access.TenantAsync(leaving.Token), FileId)));
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private async Task ReceiveAsync(InputFileChangeEventArgs change)
    {
        (received, size) = (0, change.File.Size);
        await TryAsync("take a file in", async () =>
        {
            if (size > Files.MostBytes)
                throw new ImportException($"The file is larger than {Files.MostBytes >> 20} MiB (Imports:MaxUploadMiB). Divide it.");
            await using var content = change.File.OpenReadStream(Files.MostBytes, leaving.Token);
            Show(await Imports.ReceiveAsync(await Access.TenantAsync(leaving.Token), content, Progress(), leaving.Token));
            Url.Push(("file", upload!.Id), ("name", change.File.Name));
        });
        received = null;
    }

    private void Show(ImportUpload taken)
    {
        (upload, preview, columns) = (taken, null, [.. taken.Suggested]);
    }

    private Action<long> Progress()
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

    private void Forget() => Url.Push(("file", null), ("name", null));

    private void Choose(ChangeEventArgs change)
    {
        type = (string)change.Value!;
        Unchecked();
    }

    private void ChooseFaults(ChangeEventArgs change)
    {
        skipBad = "skip".Equals(change.Value);
        Unchecked();
    }

    /// <summary>What was shown is what is imported: another mapping needs another check.</summary>
    private void Unchecked() => preview = null;

    private Task CheckAsync() => TryAsync("check a file", async () =>
    {
        var order = new ImportOrder(FileName, [.. columns], type, skipBad, Rows: 0, Bad: 0);
        var access = await Access.TenantAsync(leaving.Token);
        // Off the page's own thread: a large file takes its seconds.
        preview = await Task.Run(() => Imports.PreviewAsync(access, upload!.Id, order, leaving.Token), leaving.Token);
    });

    private Task ApplyAsync() => TryAsync("import a file", async () =>
    {
        await Imports.ApplyAsync(await Access.TenantAsync(), preview!.Id, reason, CancellationToken.None);
        Navigation.NavigateTo(BatchPaths.Batch(preview.Id));
    });

    private async Task TryAsync(string doing, Func<Task> work)
    {
        if (busy)
            return;
        (busy, fault) = (true, null);
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failed)
        {
            fault = Faults.Explain(failed, doing);
        }
        busy = false;
    }
}
