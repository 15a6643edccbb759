namespace AdminApp.Data.Activations;

/// <summary>A selection pinned at preview, and what applying it did.</summary>
public sealed class ActivationBatch
{
    /// <summary>A GUID as text; it is also the preview token.</summary>
    public string Id { get; set; } = "";

    /// <summary>Name of the table, such as "parties".</summary>
    public string Entity { get; set; } = "";

    /// <summary>True to activate, false to deactivate.</summary>
    public bool Activate { get; set; }

    /// <summary>One of <see cref="BatchState"/>.</summary>
    public string State { get; set; } = BatchState.Previewed;
    public string? Reason { get; set; }

    /// <summary>Where the wish came from: the number of a ticket, or its address.</summary>
    public string? Ticket { get; set; }

    /// <summary>JSON that describes the selection, for people.</summary>
    public string? Filter { get; set; }

    /// <summary>The batch that this one takes back.</summary>
    public string? UndoOf { get; set; }
    public string CreatedBy { get; set; } = "";
    public string? CreatedById { get; set; }

    /// <summary>Address of the client, or "cli".</summary>
    public string Origin { get; set; } = "";
    public DateTime CreatedAt { get; set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public int Total { get; set; }
    public int WillChange { get; set; }
    public int Already { get; set; }
    public int ProtectedCount { get; set; }
    public int Changed { get; set; }
    public int Drifted { get; set; }
    public int Failed { get; set; }
    public string? Error { get; set; }

    /// <summary>JSON of the dependants counted at preview.</summary>
    public string? Summary { get; set; }

    /// <summary>The batch that took this one back.</summary>
    public string? UndoneBy { get; set; }
}
