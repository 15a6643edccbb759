using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;

namespace AdminApp.Cli;

/// <summary>Faults whose message is written for people: shown as one line. Anything else is a defect and keeps its stack trace.</summary>
internal static class VerbFaults
{
    public static bool IsExpected(Exception fault) => fault is ConfigurationException or ArgumentException or ForbiddenException
        or UnknownTenantException or TenantUnavailableException or SchemaMigrationPendingException or DatabaseBusyException
        or SchemaMigrationException or OriginSchemaException or BackupException or DataMigrationException
        or IOException or UnauthorizedAccessException or SqliteException;
}
