using System.Globalization;
using AdminApp.Data.Access;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Demo;

/// <summary>
/// Fills a new tenant with parties, products and documents, so that the first thing a newcomer sees is a full grid. The same
/// numbers give the same data, save for the dates, which end today.
/// </summary>
public sealed class DemoSeed(TenantProvisioning provisioning, SqlitePolicy policy, TimeProvider time)
{
    public const string Slug = "demo";

    /// <summary>Creates the demo tenant.</summary>
    /// <exception cref="ArgumentException">There is one already.</exception>
    public Task CreateAsync(Actor actor, int parties, CancellationToken cancellationToken) =>
        provisioning.CreateAsync(actor, Slug, "Sharma Dental (demo)", path =>
        {
            using var connection = new SqliteConnection(SqliteConnectionStrings.Create(path));
            connection.Open();
            policy.Apply(connection);
            using var transaction = connection.BeginTransaction();
            Fill(connection, transaction, parties, time.GetUtcNow().UtcDateTime.Date);
            transaction.Commit();
        }, cancellationToken);

    /// <summary>Writes the rows into an empty tenant.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="parties">How many parties; documents are in proportion.</param>
    /// <param name="today">Latest date used.</param>
    public static void Fill(SqliteConnection connection, SqliteTransaction transaction, int parties, DateTime today)
    {
        var random = new Random(2026);
        new DemoParties(connection, transaction, random).Write(parties);
        var documents = new DemoDocuments(connection, transaction, random, today, parties);
        documents.WriteCompanyAndProducts();
        documents.WriteInvoices();
        documents.WritePurchases();
        documents.WriteExpensesAndTemplates();
    }

    internal static string Money(decimal amount) => amount.ToString("0.0###", CultureInfo.InvariantCulture);
}
