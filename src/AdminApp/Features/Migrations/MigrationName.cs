namespace AdminApp.Features.Migrations;

/// <summary>20261123064323_Search is "Search" for people; the id stays visible beside it.</summary>
internal static class MigrationName
{
    public static string Short(string? id) => id switch
    {
        null or "0" => "empty",
        _ => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..],
    };
}
