using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>A CHECK of a domain; its value is called VALUE in <paramref name="Expression"/>.</summary>
internal sealed record PgDomainCheck(string Domain, string Name, string Expression, bool Validated);

/// <summary>A type with its domains resolved.</summary>
/// <param name="Base">What the values are.</param>
/// <param name="NotNull">One of the domains forbids NULL.</param>
/// <param name="Checks">Of all domains on the way to the base type.</param>
/// <param name="Labels">Of an enum, in its order; otherwise null.</param>
/// <param name="IsDomain">There is at least one domain.</param>
/// <param name="Schema">Where the base type lives.</param>
internal sealed record PgType(SourceType Base, bool NotNull, IReadOnlyList<PgDomainCheck> Checks, IReadOnlyList<string>? Labels, bool IsDomain, string Schema);
