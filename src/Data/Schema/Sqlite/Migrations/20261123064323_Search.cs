using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminApp.Data.Schema.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // lower() folds ASCII only: SearchColumns.RefreshAll writes the rest once the schema stands.
            migrationBuilder.Sql("UPDATE parties SET name_sort = lower(name) WHERE name_sort = '';");
            migrationBuilder.Sql("UPDATE products SET name_sort = lower(name) WHERE name_sort = '';");
            FullTextIndex.Create(migrationBuilder, "parties");
            FullTextIndex.Create(migrationBuilder, "products");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            FullTextIndex.Drop(migrationBuilder, "products");
            FullTextIndex.Drop(migrationBuilder, "parties");
        }
    }
}
