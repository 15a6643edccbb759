using AdminApp.Data.Activations;

namespace AdminApp.Configuration;

/// <summary>Section <c>Access</c>: sign-in and tokens.</summary>
public sealed record AccessSettings(int TokenMinutes, int SessionMinutes, int SignInLinkMinutes, int LockoutAttempts, int LockoutMinutes, int SignInsPerMinute)
{
    internal static AccessSettings Read(SettingsReader reader) => new(
        TokenMinutes: reader.Number("Access:TokenMinutes", 1440, 1, 43_200),
        SessionMinutes: reader.Number("Access:SessionMinutes", 720, 5, 43_200),
        SignInLinkMinutes: reader.Number("Access:SignInLinkMinutes", 30, 1, 1_440),
        LockoutAttempts: reader.Number("Access:LockoutAttempts", 5, 1, 100),
        LockoutMinutes: reader.Number("Access:LockoutMinutes", 5, 1, 1_440),
        SignInsPerMinute: reader.Number("Access:SignInsPerMinute", 30, 1, 10_000));
}

/// <summary>Section <c>Api</c>: how much a caller may ask for, and how long repeated requests are recognised. 0 calls a minute: as many as they like.</summary>
public sealed record ApiSettings(int RequestsPerMinute, int BulkPerMinute, int IdempotencyHours)
{
    internal static ApiSettings Read(SettingsReader reader) => new(
        RequestsPerMinute: reader.Number("Api:RequestsPerMinute", 120_000, 0, 100_000_000),
        BulkPerMinute: reader.Number("Api:BulkPerMinute", 600, 0, 1_000_000),
        IdempotencyHours: reader.Number("Api:IdempotencyHours", 24, 1, 720));
}

/// <summary>Section <c>Activations</c>: bulk activation and deactivation.</summary>
internal static class ActivationSettings
{
    internal static ActivationLimits Read(SettingsReader reader) => new(
        ChunkSize: reader.Number("Activations:ChunkSize", 1000, 1, 10_000),
        TypeNumberFrom: reader.Number("Activations:TypeNumberFrom", 100, 1, 1_000_000),
        PreviewMinutes: reader.Number("Activations:PreviewMinutes", 60, 1, 1_440))
    {
        Reasons = reader.Text("Activations:Reasons", Reasons).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };

    private const string Reasons = "Entered twice; Closed down; No business for two years; Asked for by the party; Test data; Back in business";
}

/// <summary>Section <c>Demo</c>: the demo tenant of a new data directory.</summary>
public sealed record DemoSettings(bool Seed, int Parties)
{
    internal static DemoSettings Read(SettingsReader reader) => new(
        Seed: reader.Flag("Demo:Seed", false),
        Parties: reader.Number("Demo:Parties", 5000, 10, 1_000_000));
}
