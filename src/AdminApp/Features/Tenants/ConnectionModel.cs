using AdminApp.Data.Tenants;
using FluentValidation;

namespace AdminApp.Features.Tenants;

internal enum TenantHome
{
    /// <summary>A new file here.</summary>
    File,

    /// <summary>A PostgreSQL database, by its connection string.</summary>
    Connection,

    /// <summary>A PostgreSQL database, by an environment variable that holds its connection string.</summary>
    Variable,
}

/// <summary>Which PostgreSQL database is meant. The connection may have a password in it: it is kept nowhere else, and never shown.</summary>
internal class ConnectionModel
{
    public TenantHome Home { get; set; }

    public string? Connection { get; set; }

    public string? Variable { get; set; }

    public AdoptionRequest ToRequest(string slug, string? name) => Home == TenantHome.Variable
        ? new AdoptionRequest(slug, null, Variable!.Trim(), name)
        : new AdoptionRequest(slug, Connection!.Trim(), null, name);
}

internal abstract class ConnectionModelValidator<T> : AbstractValidator<T>
    where T : ConnectionModel
{
    protected ConnectionModelValidator()
    {
        RuleFor(m => m.Connection).NotEmpty().WithMessage("Enter the connection string of a PostgreSQL database.").When(m => m.Home == TenantHome.Connection);
        RuleFor(m => m.Variable).NotEmpty().WithMessage("Enter the name of the environment variable.").When(m => m.Home == TenantHome.Variable);
    }
}

internal sealed class ConnectionModelValidator : ConnectionModelValidator<ConnectionModel>;
