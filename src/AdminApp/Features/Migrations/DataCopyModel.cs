using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Rehearse;
using AdminApp.Data.Tenants;
using FluentValidation;

namespace AdminApp.Features.Migrations;

internal enum DataCopyIntent
{
    Plan,
    Copy,
    Verify,
    Rehearse,
}

/// <summary>What the form for a copy holds. The addresses may have passwords in them: they are kept nowhere else, and emptied as soon as they were handed on.</summary>
internal sealed class DataCopyModel
{
    /// <summary>Which button was pressed; a plan needs the source alone.</summary>
    public DataCopyIntent Intent { get; set; }

    public string? Source { get; set; }

    /// <summary>Where a rehearsal makes a database for the way back; without one that is left out.</summary>
    public string? Scratch { get; set; }

    public string? Slug { get; set; }

    public string? Name { get; set; }

    public bool Replace { get; set; }

    public bool AllowUnmapped { get; set; }

    public bool Resume { get; set; }

    public TenantRehearsalRequest ToRehearsal() => new(Slug!.Trim(), Source!.Trim(), string.IsNullOrWhiteSpace(Scratch) ? null : Scratch.Trim(), AllowUnmapped);

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
        RuleFor(m => m.Scratch).Custom((scratch, context) =>
        {
            if (ScratchFault(scratch) is { } fault)
                context.AddFailure(fault);
        }).When(m => m.Intent == DataCopyIntent.Rehearse);
        RuleFor(m => m.Slug).Custom((slug, context) =>
        {
            if (TenantSlug.Fault(slug?.Trim()) is { } fault)
                context.AddFailure(fault);
        }).When(m => m.Intent != DataCopyIntent.Plan);
        RuleFor(m => m.Name).MaximumLength(NameLength).WithMessage($"The tenant name may have at most {NameLength} characters.");
    }

    /// <returns>null when it can be tried; otherwise what is wrong, without quoting it.</returns>
    public static string? SourceFault(string? source) =>
        string.IsNullOrWhiteSpace(source) ? "The source is empty. Enter the connection string of a PostgreSQL database." : Fault(() => DataCopy.DescribeSource(source.Trim()));

    /// <inheritdoc cref="SourceFault"/>
    public static string? ScratchFault(string? scratch) => string.IsNullOrWhiteSpace(scratch) ? null : Fault(() => DataRehearsal.DescribeScratch(scratch.Trim()));

    private static string? Fault(Func<string> describe)
    {
        try
        {
            describe();
            return null;
        }
        catch (DataMigrationException fault)
        {
            return fault.Message;
        }
    }
}
