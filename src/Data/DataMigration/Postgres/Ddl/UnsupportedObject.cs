namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>An object of the source that its definition's statements do not bring back.</summary>
internal sealed record UnsupportedObject(string Kind, string Schema, string Name);
