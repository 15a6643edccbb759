using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>An object of the source that its definition's statements do not bring back.</summary>
internal sealed record UnsupportedObject(string Kind, string Schema, string Name)
{
    public ObjectOutcome ToOutcome() =>
        new(Kind, Schema, null, Name, ObjectOutcome.Lost, null, "there is no statement in the catalogue that would make it again; save its definition by hand (pg_dump) if it matters");
}
