using AdminApp.Data.DataMigration;
using AdminApp.Data.Tenants;
using FluentValidation;

namespace AdminApp.Features.Migrations;

internal enum DataCopyIntent
{
    Plan,
    Copy,
    Verify,
}

/// <summary>What the form for a copy holds. The source may have a password in it: it is kept nowhere else, and emptied as soon as it was handed on.</summary>
internal sealed class DataCopyModel
{
    /// <summary>Which button was pressed; a plan needs the source alone.</summary>
    public DataCopyIntent Intent { get; set; }

    public string? Source { get; set; }

    public string? Slug { get; set; }

    public string? Name { get; set; }

    public bool Replace { get; set; }

    public bool AllowUnmapped { get; set; }

    public bool Resume { get; set; }

    public TenantCopyRequest ToRequest() =>
        new(Slug!.Trim(), Source!.Trim(), string.IsNullOrWhiteSpace(Name) ? null : Name.Trim(), Replace, AllowUnmapped) { Resume = Resume };
}

internal sealed class DataCopyModelValidator : AbstractValidator<DataCopyModel>
{
    private const int NameLength = 200;

    public DataCopyModelValidator()
    {
        RuleFor(m => m.Source).Custom((source, context) =>
        {
            if (SourceFault(source) is { } fault)
                context.AddFailure(fault);
        });
        RuleFor(m => m.Slug).Custom((slug, context) =>
        {
            if (TenantSlug.Fault(slug?.Trim()) is { } fault)
                context.AddFailure(fault);
        }).When(m => m.Intent != DataCopyIntent.Plan);
        RuleFor(m => m.Name).MaximumLength(NameLength).WithMessage($"The tenant name may have at most {NameLength} characters.");
    }

    /// <returns>null when it can be tried; otherwise what is wrong, without quoting it.</returns>
    public static string? SourceFault(string? source)
    {
        if (string.IsNullOrWhiteSpace(source))
            return "The source is empty. Enter the connection string of a PostgreSQL database.";
        try
        {
            DataCopy.DescribeSource(source.Trim());
            return null;
        }
        catch (DataMigrationException fault)
        {
            return fault.Message;
        }
    }
}
