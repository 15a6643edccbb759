using AdminApp.Data.Parties;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema;

/// <summary>Finds parties by the digits of their telephone number, however they are written. The expression is part of a migration: another one needs a new index.</summary>
internal static class PhoneIndex
{
    public static void Create(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql($"CREATE INDEX parties_phone_idx ON parties (({PartyPhone.Digits("contact_number")})) WHERE contact_number <> '';");

    public static void Drop(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX parties_phone_idx;");
}
