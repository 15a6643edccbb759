using System.Data.Common;
using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Postgres;
using AdminApp.Data.Schema.Sqlite;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Tests.Schema;

/// <summary>A real database of one provider, empty until migrated.</summary>
public sealed class TenantDatabase : IDisposable
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    private readonly TestDirectory? _directory;
    private readonly Func<TenantContext> _newContext;

    private TenantDatabase(Func<TenantContext> newContext, TestDirectory? directory)
    {
        _newContext = newContext;
        _directory = directory;
    }

    public static async Task<TenantDatabase> CreateAsync(string provider) =>
        provider == Sqlite ? InFile() : OnServer(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());

    public static async Task<TenantDatabase> MigratedAsync(string provider)
    {
        var database = await CreateAsync(provider);
        await database.MigrateAsync(null);
        return database;
    }

    public static TenantDatabase OnServer(string connectionString)
    {
        var options = new DbContextOptionsBuilder<PostgresTenantContext>().UseNpgsql(connectionString).Options;
        return new TenantDatabase(() => new PostgresTenantContext(options), null);
    }

    public TenantContext NewContext() => _newContext();

    public async Task MigrateAsync(string? target)
    {
        await using var context = NewContext();
        await context.GetService<IMigrator>().MigrateAsync(target);
    }

    public async Task ExecuteAsync(string sql, params (string Name, object? Value)[] parameters) =>
        await RunAsync(sql, command => command.ExecuteNonQueryAsync(), parameters);

    public async Task<List<object?[]>> QueryAsync(string sql)
    {
        var rows = new List<object?[]>();
        await RunAsync(sql, async command =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
            return rows.Count;
        });
        return rows;
    }

    private async Task RunAsync(string sql, Func<DbCommand, Task<int>> run, params (string Name, object? Value)[] parameters)
    {
        await using var context = NewContext();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        await run(command);
    }

    private static TenantDatabase InFile()
    {
        var directory = new TestDirectory();
        // The policy of every connection: the schema's own triggers have to work without being trusted.
        var options = new DbContextOptionsBuilder<SqliteTenantContext>()
            .UseSqlite($"Data Source={directory.File("tenant.db")};Pooling=False")
            .AddInterceptors(new UntrustedSchema())
            .Options;
        return new TenantDatabase(() => new SqliteTenantContext(options), directory);
    }

    public void Dispose() => _directory?.Dispose();
}
