using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AdminApp.Components.Controls;

/// <summary>Inside an EditForm: validates the model with its FluentValidation validator, a field when it changes and everything on submit.</summary>
public sealed class FluentValidator : ComponentBase, IDisposable
{
    private ValidationMessageStore messages = default!;
    private IValidator validator = default!;

    [CascadingParameter]
    public EditContext Form { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    protected override void OnInitialized()
    {
        var contract = typeof(IValidator<>).MakeGenericType(Form.Model.GetType());
        validator = (IValidator)Services.GetRequiredService(contract);
        messages = new ValidationMessageStore(Form);
        Form.OnValidationRequested += ValidateAll;
        Form.OnFieldChanged += ValidateField;
    }

    /// <summary>Shows what the server refused beside the fields it refused; the key "" belongs to the form as a whole.</summary>
    public void ShowErrors(IEnumerable<KeyValuePair<string, string[]>> errors)
    {
        messages.Clear();
        foreach (var (path, texts) in errors)
            messages.Add(PropertyPath.Resolve(Form.Model, path), texts);
        Form.NotifyValidationStateChanged();
    }

    public void Dispose()
    {
        Form.OnValidationRequested -= ValidateAll;
        Form.OnFieldChanged -= ValidateField;
    }

    private void ValidateAll(object? sender, ValidationRequestedEventArgs e)
    {
        messages.Clear();
        foreach (var error in validator.Validate(new ValidationContext<object>(Form.Model)).Errors)
            messages.Add(PropertyPath.Resolve(Form.Model, error.PropertyName), error.ErrorMessage);
        Form.NotifyValidationStateChanged();
    }

    private void ValidateField(object? sender, FieldChangedEventArgs e)
    {
        messages.Clear(e.FieldIdentifier);
        foreach (var error in validator.Validate(new ValidationContext<object>(Form.Model)).Errors)
        {
            if (PropertyPath.Resolve(Form.Model, error.PropertyName).Equals(e.FieldIdentifier))
                messages.Add(e.FieldIdentifier, error.ErrorMessage);
        }
        Form.NotifyValidationStateChanged();
    }
}
