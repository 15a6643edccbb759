using System.Globalization;

namespace AdminApp.Data.People;

/// <summary>The rules for user names and passwords, the same for forms, the API and the command line.</summary>
public static class PersonRules
{
    public const int UserNameLength = 100;
    public const int DisplayNameLength = 200;
    public const int PasswordLeast = 12;

    /// <summary>Hashing has a cost; nobody may raise it at will.</summary>
    public const int PasswordMost = 256;

    /// <returns>null when good, otherwise what is wrong.</returns>
    public static string? UserNameFault(string? userName)
    {
        if (string.IsNullOrWhiteSpace(userName))
            return "Enter a user name.";
        if (userName.Length > UserNameLength)
            return $"The user name has {userName.Length} characters; at most {UserNameLength} are allowed.";
        return userName.EnumerateRunes().All(Allowed) ? null : "Use letters of any script, digits and . _ - @ + in the user name, without spaces.";
    }

    /// <summary>Length alone: composition rules make passwords worse.</summary>
    /// <returns>null when good, otherwise what is wrong.</returns>
    public static string? PasswordFault(string? password, string? userName)
    {
        if (string.IsNullOrEmpty(password))
            return "Enter a password.";
        if (password.Length < PasswordLeast)
            return $"The password has {password.Length} characters; at least {PasswordLeast} are needed. A few unrelated words do well.";
        if (password.Length > PasswordMost)
            return $"The password has {password.Length} characters; at most {PasswordMost} are allowed.";
        return userName is not null && password.Contains(userName, StringComparison.OrdinalIgnoreCase) && userName.Length * 2 > password.Length
            ? "The password must not be the user name."
            : null;
    }

    private static bool Allowed(System.Text.Rune rune) =>
        rune.Value is '.' or '_' or '-' or '@' or '+' || System.Text.Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;
}
