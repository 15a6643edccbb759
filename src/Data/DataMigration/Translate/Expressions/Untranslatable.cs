namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>An expression that SQLite would not compute as PostgreSQL does; the message goes into the report.</summary>
internal sealed class UntranslatableException(string reason) : Exception(reason);
