namespace AdminApp.Data.DataMigration;

/// <summary>
/// A data migration that could not be carried out. The message is one line for the person who started it: what is
/// wrong, where, and what to do next. It never contains a password.
/// </summary>
public class DataMigrationException(string message, Exception? inner = null) : Exception(message, inner);
