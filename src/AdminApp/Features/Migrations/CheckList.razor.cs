using AdminApp.Data.DataMigration.Verify;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What a verification looked at besides rows: schema, keys, references, sequences.</summary>
public sealed partial class CheckList
{
    [Parameter, EditorRequired]
    public IReadOnlyList<VerificationCheck> Checks { get; set; } = [];
}
