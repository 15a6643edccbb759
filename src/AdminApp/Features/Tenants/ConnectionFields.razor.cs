using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Tenants;

/// <summary>Asks where a tenant's database is; inside of a form.</summary>
public sealed partial class ConnectionFields
{
    [Parameter, EditorRequired]
    public object Of { get; set; } = default!;

    /// <summary>Offers a new file as well.</summary>
    [Parameter]
    public bool MayBeFile { get; set; }

    private ConnectionModel Model => (ConnectionModel)Of;
}
