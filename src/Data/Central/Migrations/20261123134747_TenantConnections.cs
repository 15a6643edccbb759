using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminApp.Data.Central.Migrations
{
    /// <inheritdoc />
    public partial class TenantConnections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Connection",
                table: "tenants",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Connection",
                table: "tenants");
        }
    }
}
