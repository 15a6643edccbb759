using Microsoft.AspNetCore.Components;
using Radzen;

namespace AdminApp.Components.Controls;

/// <summary>Short messages that go away by themselves; one with Undo stays longer.</summary>
public sealed class Toasts(NotificationService notifications)
{
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan WithUndo = TimeSpan.FromSeconds(15);

    /// <param name="undo">Called at most once; null shows no Undo button.</param>
    public void Done(string text, string? detail = null, Func<Task>? undo = null) => Show(NotificationSeverity.Success, text, detail, undo);

    public void Info(string text, string? detail = null) => Show(NotificationSeverity.Info, text, detail, null);

    public void Warn(string text, string? detail = null) => Show(NotificationSeverity.Warning, text, detail, null);

    /// <summary>Stays until it is closed.</summary>
    public void Failed(string text, string? detail = null) => Show(NotificationSeverity.Error, text, detail, null);

    private void Show(NotificationSeverity severity, string text, string? detail, Func<Task>? undo)
    {
        var message = new NotificationMessage
        {
            Severity = severity,
            Summary = text,
            Detail = detail ?? "",
            CloseAriaLabel = "Dismiss",
            Duration = (severity == NotificationSeverity.Error ? TimeSpan.FromHours(1) : undo is null ? Brief : WithUndo).TotalMilliseconds,
        };
        if (undo is not null)
            message.DetailContent = _ => UndoContent(message, undo);
        notifications.Notify(message);
    }

    private RenderFragment UndoContent(NotificationMessage message, Func<Task> undo) => builder =>
    {
        builder.OpenComponent<ToastUndo>(0);
        builder.AddComponentParameter(1, nameof(ToastUndo.Detail), message.Detail);
        builder.AddComponentParameter(2, nameof(ToastUndo.OnUndo), EventCallback.Factory.Create(this, () =>
        {
            notifications.Messages.Remove(message);
            return undo();
        }));
        builder.CloseComponent();
    };
}
