using System.Net.Sockets;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Postgres;

/// <summary>Each answer of a server or a network in one line with a next step.</summary>
public sealed class ErrorWordsTests
{
    private static readonly SourceAddress Address = SourceAddress.Parse("Host=db;Port=5433;Database=shop;Username=ann;Password=secret");

    [Theory]
    [InlineData("28P01", "refused user 'ann'")]
    [InlineData("3D000", "no database 'shop'")]
    [InlineData("42501", "Grant SELECT")]
    [InlineData("57P01", "Copy again when it runs")]
    [InlineData("55000", "held its snapshot")]
    [InlineData("55P03", "locked by another session")]
    [InlineData("53300", "--jobs")]
    [InlineData("XX001", "(SQLSTATE XX001)")]
    public void What_the_source_says_while_it_is_read(string state, string words) => Says(PostgresErrors.Explain(Server(state), Address), words);

    [Theory]
    [InlineData("28P01", "refused user 'ann'")]
    [InlineData("3D000", "createdb shop")]
    [InlineData("XX001", "(SQLSTATE XX001)")]
    public void What_a_target_says_while_it_is_restored(string state, string words) => Says(RestoreErrors.Explain(Server(state), Address), words);

    [Theory]
    [InlineData("58P01", "install what it names")]
    [InlineData("42501", "a user with more rights")]
    [InlineData("53200", "max_locks_per_transaction")]
    [InlineData("53100", "free space")]
    [InlineData("23505", "correct the rows")]
    [InlineData("XX001", "mend the cause")]
    public void What_to_do_about_a_refused_definition(string state, string words) => Says(RestoreErrors.Refused(Server(state), "index", "i"), words);

    [Fact]
    public void What_a_network_does_is_told_for_both_ways()
    {
        var refused = new NpgsqlException("connect", new SocketException((int)SocketError.ConnectionRefused));
        Says(PostgresErrors.Explain(refused, Address), "Cannot reach PostgreSQL at db:5433");
        Says(RestoreErrors.Explain(refused, Address), "Cannot reach PostgreSQL at db:5433");
        Says(PostgresErrors.Explain(new NpgsqlException("read", new TimeoutException()), Address), "did not answer in time");
        Says(PostgresErrors.Explain(new IOException("reset"), Address), "broke off (reset)");
        Says(RestoreErrors.Explain(new IOException("reset"), Address), "broke off (reset)");
        Says(PostgresErrors.Explain(new NpgsqlException("odd"), Address), "failed: odd");
        Says(PostgresErrors.Explain(new FormatException("odd"), Address), "failed: odd");
        Says(RestoreErrors.Explain(new FormatException("odd"), Address), "failed: odd");
    }

    [Fact]
    public void Only_a_lost_connection_is_tried_again()
    {
        Assert.True(PostgresErrors.IsConnectionLost(new InvalidOperationException { Source = "Npgsql" }));
        Assert.True(PostgresErrors.IsConnectionLost(Server("57P01")));
        Assert.False(PostgresErrors.IsConnectionLost(new InvalidOperationException { Source = "Elsewhere" }));
        Assert.False(PostgresErrors.IsConnectionLost(Server("42P01")));
    }

    [Fact]
    public void A_URL_may_ask_for_encryption_and_for_nothing_else()
    {
        Assert.Contains("SSL Mode=VerifyFull", SourceAddress.Parse("postgresql://ann:secret@db/shop?sslmode=verify-full").ConnectionString, StringComparison.Ordinal);
        foreach (var query in new[] { "sslmode", "sslmode=sometimes", "options=x" })
            Says(Assert.Throws<DataMigrationException>(() => SourceAddress.Parse($"postgresql://ann:secret@db/shop?{query}")), "not a PostgreSQL connection string");
    }

    private static PostgresException Server(string state) => new("said\nso", "ERROR", "ERROR", state);

    private static void Says(DataMigrationException error, string words)
    {
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
