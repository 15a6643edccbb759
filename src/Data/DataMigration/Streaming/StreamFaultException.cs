namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>The stream cannot go on by itself; trying again would not help.</summary>
public sealed class StreamFaultException(string message, Exception? inner = null) : DataMigrationException(message, inner);
