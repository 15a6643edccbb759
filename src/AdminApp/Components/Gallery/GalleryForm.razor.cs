using FluentValidation;

namespace AdminApp.Components.Gallery;

public partial class GalleryForm
{
    private readonly GalleryModel model = new();
}

internal sealed class GalleryModel
{
    public string? Name { get; set; }

    public string? Gstin { get; set; }

    public string Type { get; set; } = "customer";
}

internal sealed class GalleryModelValidator : AbstractValidator<GalleryModel>
{
    public GalleryModelValidator()
    {
        RuleFor(m => m.Name).NotEmpty().WithMessage("Enter a name.").MaximumLength(40);
        RuleFor(m => m.Gstin).Length(15).WithMessage("A GSTIN has 15 characters.").When(m => !string.IsNullOrEmpty(m.Gstin));
    }
}
