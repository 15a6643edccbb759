using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminApp.Data.Schema.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SharedDatabase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            FoldFunction.Create(migrationBuilder);
            SearchColumns.Remake(migrationBuilder, "parties", SearchedColumns.Parties, FoldFunction.Name, "C");
            SearchColumns.Remake(migrationBuilder, "products", SearchedColumns.Products, FoldFunction.Name, "C");
            VersionTrigger.Create(migrationBuilder, "parties", "products");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            VersionTrigger.Drop(migrationBuilder, "parties", "products");
            SearchColumns.Remake(migrationBuilder, "products", SearchedColumns.Products, "lower", null);
            SearchColumns.Remake(migrationBuilder, "parties", SearchedColumns.Parties, "lower", null);
            FoldFunction.Drop(migrationBuilder);
        }
    }
}
