using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AdminApp.Data.Tests.Backups;

/// <summary>A data directory with two tenants, "alpha" with a few rows and "beta" without, and the real services over it.</summary>
public sealed class DataScene : IAsyncDisposable
{
    public const string Alpha = "alpha", Beta = "beta";
    public const int Parties = 300;

    private readonly TestDirectory directory = new();
    private readonly ServiceProvider services;

    private DataScene(SqliteSettings settings, TimeProvider? time, BackupSettings? backups)
    {
        var collection = new ServiceCollection().AddLogging().AddAdminAppData(directory.Path, settings);
        if (time is not null)
            collection.AddSingleton(time);
        if (backups is not null)
            collection.AddSingleton(backups);
        services = collection.BuildServiceProvider();
    }

    public static Actor Administrator { get; } = new("1", "priya", Role.Administrator, "127.0.0.1");
    public static Actor Viewer { get; } = new("2", "vera", Role.Viewer, "127.0.0.1");

    public DatabaseLocations Locations => Service<DatabaseLocations>();

    public static async Task<DataScene> CreateAsync(SqliteSettings? settings = null, TimeProvider? time = null, BackupSettings? backups = null)
    {
        var scene = new DataScene(settings ?? new SqliteSettings { BusyTimeoutMilliseconds = 300, WriteWaitMilliseconds = 300 }, time, backups);
        await scene.Service<CentralProvisioning>().EnsureAsync(CancellationToken.None);
        foreach (var slug in new[] { Alpha, Beta })
            await scene.Service<TenantProvisioning>().CreateAsync(Administrator, slug, $"Tenant {slug}", CancellationToken.None);
        await scene.AddPartiesAsync(Alpha, Parties);
        return scene;
    }

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task AddPartiesAsync(string slug, int count) => await Service<TenantDatabases>().WriteAsync(slug, context =>
    {
        for (var i = 0; i < count; i++)
            context.Parties.Add(new Data.Parties.Party { Name = $"Ärzte {i}", IsCustomer = true, BillingAddressLine1 = "1 MG Road", BillingCity = "Pune", BillingState = "Maharashtra" });
        return context.SaveChangesAsync();
    }, CancellationToken.None);

    public long CountParties(string slug) => Convert.ToInt64(Scalar(slug, "SELECT count(*) FROM parties"), null);

    public object? Scalar(string slug, string sql) => Run(slug, command =>
    {
        command.CommandText = sql;
        return command.ExecuteScalar();
    });

    public void Execute(string slug, string sql) => Run(slug, command =>
    {
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    });

    public string PathOf(string database) => database == "central" ? Locations.Central() : Locations.Tenant(database);

    /// <summary>Holds the write lock of a database from outside this process's gates, as another program would.</summary>
    public IDisposable LockFromOutside(string database)
    {
        var connection = new SqliteConnection(SqliteConnectionStrings.Create(PathOf(database)));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>
    /// Overwrites pages in the middle of a database, as a failing disk does. Everything is in the file and nothing has it open
    /// when this returns.
    /// </summary>
    public void DamagePages(string slug)
    {
        Execute(slug, "PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        using var file = new FileStream(PathOf(slug), FileMode.Open, FileAccess.ReadWrite);
        var garbage = new byte[4096];
        Array.Fill(garbage, (byte)0xA5);
        for (var page = 2; page < file.Length / garbage.Length; page += 2)
        {
            file.Position = (long)page * garbage.Length;
            file.Write(garbage);
        }
    }

    private T Run<T>(string database, Func<SqliteCommand, T> work)
    {
        using var connection = new SqliteConnection(SqliteConnectionStrings.Create(PathOf(database)));
        connection.Open();
        using var command = connection.CreateCommand();
        return work(command);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        directory.Dispose();
    }
}
