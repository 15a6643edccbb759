using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>An object of the source that its definition's statements do not bring back.</summary>
internal sealed record UnsupportedObject(string Kind, string Schema, string Name)
{
    public ObjectOutcome ToOutcome() => new(Kind, Schema, null, Name, ObjectOutcome.Lost, null, Kind switch
    {
        "order of columns" => "its parent got columns after it was made: all columns and values come back, those of the parent first",
        "user mapping" => "it may hold a password; make it again by hand",
        "database setting" or "database comment" or "database privilege" => "it belongs to the database as a whole; repeat it for the new one (pg_dump --create shows it)",
        _ => "there is no statement in the catalogue that would make it again; save its definition by hand (pg_dump) if it matters",
    });
}
