using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminApp.Data.Schema.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AuditChain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "hash",
                table: "audit_entries",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ticket",
                table: "activation_batches",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "parties_gstin_idx",
                table: "parties",
                column: "gstin",
                filter: "gstin <> ''");

            migrationBuilder.CreateIndex(
                name: "audit_entries_single_idx",
                table: "audit_entries",
                column: "occurred_at",
                filter: "batch_id IS NULL");

            PhoneIndex.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            PhoneIndex.Drop(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "parties_gstin_idx",
                table: "parties");

            migrationBuilder.DropIndex(
                name: "audit_entries_single_idx",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "hash",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "ticket",
                table: "activation_batches");
        }
    }
}
