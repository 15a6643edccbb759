using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>The fields of a party to fill in, new or known. It judges them by the same rules as the service and saves nothing itself.</summary>
public partial class PartyForm
{
    private static readonly string[] Known = ["GST not registered", "GST registered", "Composition scheme"];

    private readonly PartyFormFocus focus = new();
    private ElementReference summary;
    private ElementReference typeBox;
    private bool summarised;
    private bool focusSummary;

    [Parameter, EditorRequired]
    public PartyFormState Form { get; set; } = default!;

    /// <summary>What the form is for, for screen readers.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public string SubmitText { get; set; } = "";

    [Parameter, EditorRequired]
    public string CancelHref { get; set; } = "";

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public GridError? Fault { get; set; }

    /// <summary>Every field satisfies the rules: to be saved.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnSave { get; set; }

    /// <summary>Something was typed or taken over.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>The three of today, and whatever an old party has.</summary>
    private string[] Registrations => Known.Contains(Form.Typed.GstRegistrationStatus) ? Known : [Form.Typed.GstRegistrationStatus ?? "", .. Known];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        focus.Register(PartyFormField.Type, () => typeBox.FocusAsync());
        if (!focusSummary || !Form.Errors.Any())
            return;
        focusSummary = false;
        await summary.FocusAsync();
    }

    private async Task SubmitAsync()
    {
        if (Busy || Form.Conflict is not null)
            return;
        summarised = true;
        if (Form.IsValid())
            await OnSave.InvokeAsync();
        // The service may have refused a field too.
        focusSummary = Form.Errors.Any();
    }

    private Task SetType(bool? customer = null, bool? vendor = null)
    {
        Form.Typed.IsCustomer = customer ?? Form.Typed.IsCustomer == true;
        Form.Typed.IsVendor = vendor ?? Form.Typed.IsVendor == true;
        Form.Judge(PartyFormField.Type);
        return Changed();
    }

    private Task SetGst(ChangeEventArgs change)
    {
        Form.Typed.GstEnabled = change.Value is true;
        return Changed();
    }

    private Task Copy()
    {
        Form.CopyBillingToShipping();
        return Changed();
    }

    private Task Resolve()
    {
        Form.Resolve();
        return Changed();
    }

    private Task Changed() => OnChanged.InvokeAsync();
}
