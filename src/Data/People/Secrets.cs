using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AdminApp.Data.People;

/// <summary>Tokens that stand for a person. They leave this process once, when made; only their SHA-256 is kept.</summary>
public static class Secrets
{
    private const int Bytes = 32;

    /// <summary>256 random bits in URL-safe letters.</summary>
    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256, lower-case hex. Enough without a salt: 256 random bits cannot be guessed from a table.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
