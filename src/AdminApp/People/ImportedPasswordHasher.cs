using AdminApp.Data.Central;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AdminApp.People;

/// <summary>
/// ASP.NET Core Identity's hasher that also verifies the origin's bcrypt hashes and asks for a rehash then, so that imported
/// people keep their passwords and the old hashes disappear as they sign in.
/// </summary>
internal sealed class ImportedPasswordHasher() : PasswordHasher<AppUser>(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }))
{
    /// <summary>PBKDF2 with HMAC-SHA512; the number OWASP recommends for it.</summary>
    private const int Iterations = 210_000;

    /// <summary>bcrypt, and so the origin, looks at no more than this many bytes of a password.</summary>
    private const int BcryptBytes = 72;

    public override PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword)
    {
        if (!hashedPassword.StartsWith("$2", StringComparison.Ordinal))
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        return VerifyBcrypt(hashedPassword, providedPassword) ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Failed;
    }

    private static bool VerifyBcrypt(string hash, string password)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(password) > BcryptBytes || password.Contains('\0', StringComparison.Ordinal))
            return false;
        try
        {
            return BCrypt.Net.BCrypt.Verify(password, hash);
        }
        catch (Exception fault) when (fault is BCrypt.Net.SaltParseException or ArgumentException)
        {
            // A damaged hash opens nothing; the way in is a reset link.
            return false;
        }
    }
}
