using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AdminApp.Data.Schema;

/// <summary>
/// Keeps instants as UTC without a zone, to the microsecond, which is what <c>timestamp without time zone</c> holds.
/// A <see cref="DateTimeKind.Local"/> value is converted to UTC; one without a kind is taken as UTC.
/// </summary>
public sealed class NaiveUtcConverter() : ValueConverter<DateTime, DateTime>(
    value => ToStored(value),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc))
{
    /// <summary>The value as stored: unspecified kind (Npgsql refuses UTC here), whole microseconds.</summary>
    public static DateTime ToStored(DateTime value)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        return new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
    }
}
