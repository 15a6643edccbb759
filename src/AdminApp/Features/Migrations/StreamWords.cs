using System.Globalization;
using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Features.Operations;

namespace AdminApp.Features.Migrations;

/// <summary>A stream in words.</summary>
internal static class StreamWords
{
    public static string Phase(StreamPhase phase) => phase switch
    {
        StreamPhase.Copying => "first copy",
        StreamPhase.Streaming => "streaming",
        StreamPhase.Reconnecting => "looking for the source",
        StreamPhase.Stopped => "stopped",
        _ => "stopped by a fault",
    };

    public static TagKind Kind(StreamPhase phase) => phase switch
    {
        StreamPhase.Streaming => TagKind.Ok,
        StreamPhase.Copying => TagKind.Plain,
        StreamPhase.Faulted => TagKind.Bad,
        _ => TagKind.Warn,
    };

    /// <summary>For the stepper.</summary>
    public static string Short(StreamState stream) => stream.Phase switch
    {
        StreamPhase.Copying => stream.Copy is { Fraction: var fraction } ? $"first copy, {(int)(Math.Clamp(fraction, 0, 0.99) * 100)} %" : "first copy",
        StreamPhase.Streaming => $"{Bytes(stream.LagBytes)}, {Seconds(stream.LagSeconds)} behind",
        _ => Phase(stream.Phase),
    };

    public static string Bytes(long? bytes) => bytes is { } known ? ByteSize.Text(Math.Max(0, known)) : "—";

    /// <summary>Small rates are told apart: a quiet source is not a stream that stands.</summary>
    public static string Rate(double perSecond) => perSecond < 10 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, perSecond):0.#}/s") : RunWords.Rate(perSecond);

    public static string Count(long count, string noun) => $"{Numbers.Text(count)} {(count == 1 ? noun : noun + "s")}";

    public static string Seconds(double? seconds) => seconds switch
    {
        null => "—",
        < 60 and { } some => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, some):0.0} s"),
        { } many => Durations.Text(many),
    };
}
