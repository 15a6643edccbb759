using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminApp.Data.Central.Migrations
{
    /// <inheritdoc />
    public partial class BackupCare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "CopiedAt",
                table: "backups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CopyProblem",
                table: "backups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TestProblem",
                table: "backups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TestedAt",
                table: "backups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "backup_events",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OccurredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Database = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: true),
                    Action = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: true),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Ok = table.Column<bool>(type: "INTEGER", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backup_events", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_backup_events_Database_Id",
                table: "backup_events",
                columns: new[] { "Database", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "backup_events");

            migrationBuilder.DropColumn(
                name: "CopiedAt",
                table: "backups");

            migrationBuilder.DropColumn(
                name: "CopyProblem",
                table: "backups");

            migrationBuilder.DropColumn(
                name: "TestProblem",
                table: "backups");

            migrationBuilder.DropColumn(
                name: "TestedAt",
                table: "backups");
        }
    }
}
