using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminApp.Data.Central.Migrations
{
    /// <inheritdoc />
    public partial class FrozenFor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FrozenFor",
                table: "tenants",
                type: "TEXT",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FrozenFor",
                table: "tenants");
        }
    }
}
