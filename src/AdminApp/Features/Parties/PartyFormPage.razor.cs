using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminApp.Features.Parties;

/// <summary>A new party, or an existing one to edit. Saves what was changed, for the version that was shown, and nothing else.</summary>
public sealed partial class PartyFormPage : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private PartyFormState? form;
    private GridError? fault;
    private string? leavingTo;
    private bool missing;
    private bool busy;
    private bool done;

    /// <summary>null for a new party.</summary>
    [Parameter]
    public int? Id { get; set; }

    /// <summary>The party as prerendered. What is typed is never persisted.</summary>
    [PersistentState]
    public Party? Shown { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PartyQueries Queries { get; set; } = default!;

    [Inject]
    private PartyService Parties { get; set; } = default!;

    [Inject]
    private AuditQueries Audit { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private string Kind => Url.Text("type") switch
    {
        "customer" => "customer",
        "vendor" => "vendor",
        _ => "party",
    };

    private string Title => Id is null ? $"New {Kind}" : form is null ? $"Party {Id}" : $"Edit {form.Shown.Name}";

    private string Sub => Id is null ? "Active from the start. Fields marked * are required." : "Fields marked * are required.";

    private string SubmitText => Id is null ? $"Create {Kind}" : "Save changes";

    private string BackHref => Id is { } id ? $"/parties/{id}" : Kind == "party" ? "/parties" : $"/parties/{Kind}s";

    private bool IsUnsaved => !done && form is { Changes.IsEmpty: false };

    protected override async Task OnParametersSetAsync()
    {
        if (form is not null && (Id ?? 0) == form.Shown.Id)
            return;
        (form, done) = (null, false);
        if (Id is null)
            form = new PartyFormState(Blank());
        else if (Shown?.Id == Id)
            form = new PartyFormState(Shown!);
        else
            await LoadAsync();
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private Party Blank() => new() { GstEnabled = true, IsCustomer = Url.Text("type") is "customer" or "both", IsVendor = Url.Text("type") is "vendor" or "both", Version = 0 };

    private async Task LoadAsync()
    {
        fault = null;
        try
        {
            Shown = await Queries.FindAsync(await Access.TenantAsync(leaving.Token), Id!.Value, leaving.Token);
            missing = Shown is null;
            form = Shown is null ? null : new PartyFormState(Shown);
        }
        catch (Exception error) when (!leaving.IsCancellationRequested)
        {
            fault = Faults.Explain(error, "load a party to edit");
        }
    }

    private async Task SaveAsync()
    {
        if (busy || form is null)
            return;
        (busy, fault) = (true, null);
        try
        {
            var access = await Access.TenantAsync(leaving.Token);
            try
            {
                await SaveAsync(access, form);
            }
            catch (StalePartyException stale)
            {
                var changes = await Audit.ListAsync(access, new AuditFilter { Entity = PartyService.Entity, EntityId = Id }, 0, 1, leaving.Token);
                form.Meet(stale.Current, changes.Rows.FirstOrDefault());
            }
        }
        catch (PartyInvalidException invalid)
        {
            form.Show(invalid.Failures);
        }
        catch (PartyNotFoundException gone)
        {
            fault = new GridError(gone.Message);
        }
        catch (Exception error) when (!leaving.IsCancellationRequested)
        {
            fault = Faults.Explain(error, "save a party");
        }
        busy = false;
    }

    private async Task SaveAsync(TenantAccess access, PartyFormState filled)
    {
        var saved = Id is not { } id
            ? await Parties.CreateAsync(access, PartyFormField.CopyOf(filled.Typed), fromForm: true, leaving.Token)
            : filled.Changes.IsEmpty
                ? filled.Shown
                : await Parties.UpdateAsync(access, id, filled.Changes, filled.Shown.Version, fromForm: true, leaving.Token);
        if (Id is not null && saved == filled.Shown)
            Toasts.Info("Nothing was changed");
        else
            Toasts.Done(Id is null ? $"{saved.Name} was created" : $"{saved.Name} was saved");
        done = true;
        Navigation.NavigateTo($"/parties/{saved.Id}", replace: Id is null);
    }

    private void Guard(LocationChangingContext context)
    {
        if (!IsUnsaved)
            return;
        context.PreventNavigation();
        leavingTo = context.TargetLocation;
        StateHasChanged();
    }

    private void Leave()
    {
        done = true;
        Navigation.NavigateTo(leavingTo!);
    }
}
