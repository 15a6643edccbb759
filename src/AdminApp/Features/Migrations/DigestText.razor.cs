using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The end of a digest, which is enough to see whether two are the same; the whole of it for screen readers and on hover.</summary>
public sealed partial class DigestText
{
    private const int Shown = 8;

    [Parameter, EditorRequired]
    public string? Value { get; set; }

    private string Short => Value!.Length > Shown ? "…" + Value[^Shown..] : Value;
}
