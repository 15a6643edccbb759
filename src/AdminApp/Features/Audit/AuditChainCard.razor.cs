using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Audit;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Audit;

/// <summary>Whether the audit is as it was written: of the newest rows at once, of all when asked.</summary>
public sealed partial class AuditChainCard : IDisposable
{
    /// <summary>Rows compared whenever the page opens: some milliseconds.</summary>
    private const int Newest = 1000;

    private Loader<AuditChainReport> report = default!;

    /// <summary>As prerendered.</summary>
    [PersistentState]
    public AuditChainReport? Prerendered { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private AuditVerification Verification { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        report = new(Faults, "verify the audit") { Value = Prerendered };
        if (Prerendered is null)
            await LoadAsync(Newest);
    }

    public void Dispose() => report.Dispose();

    private async Task LoadAsync(int? newest)
    {
        await report.LoadAsync(async stopping => await Verification.VerifyAsync(await Access.TenantAsync(stopping), new AuditVerificationRequest(newest), stopping));
        Prerendered = report.Value;
    }
}
