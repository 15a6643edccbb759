using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>How a stream stands: state, lag in bytes and seconds, rate and lag of the last minutes as lines and as a table.</summary>
public sealed partial class StreamCard
{
    private const int RowsTabled = 20;

    [Parameter, EditorRequired]
    public StreamState Stream { get; set; } = default!;

    /// <summary>Oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StreamSample> Samples { get; set; } = [];

    /// <summary>The newest first, spread over all there are.</summary>
    private IEnumerable<StreamSample> Tabled
    {
        get
        {
            var every = Math.Max(1, Samples.Count / RowsTabled);
            return Samples.Reverse().Where((_, index) => index % every == 0).Take(RowsTabled);
        }
    }
}
