using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

public enum StepState
{
    Waiting,

    /// <summary>Waits for a person: the one to do now.</summary>
    Next,
    Now,
    Done,
    Failed,
}

public sealed record StepItem(string Title, string Detail, StepState State);

/// <summary>Where a long procedure stands.</summary>
public partial class Stepper
{
    [Parameter]
    public string Label { get; set; } = "Steps";

    [Parameter, EditorRequired]
    public IReadOnlyList<StepItem> Steps { get; set; } = [];

    private static string Word(StepState state) => state switch
    {
        StepState.Now => "in progress",
        StepState.Next => "next",
        StepState.Done => "done",
        StepState.Failed => "failed",
        _ => "waiting",
    };
}
