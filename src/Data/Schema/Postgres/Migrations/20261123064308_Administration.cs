using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AdminApp.Data.Schema.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Administration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The origin reads a missing flag as active.
            migrationBuilder.Sql("UPDATE parties SET is_active = true WHERE is_active IS NULL;");

            migrationBuilder.AddColumn<bool>(
                name: "is_protected",
                table: "products",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "products",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AlterColumn<bool>(
                name: "is_active",
                table: "parties",
                type: "boolean",
                nullable: false,
                defaultValue: true,
                oldClrType: typeof(bool),
                oldType: "boolean",
                oldNullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_protected",
                table: "parties",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "parties",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "name_sort",
                table: "products",
                type: "text",
                nullable: false,
                computedColumnSql: "lower(name)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "products",
                type: "text",
                nullable: false,
                computedColumnSql: "lower(coalesce(name, '') || E'\\n' || coalesce(sku, '') || E'\\n' || coalesce(category, '') || E'\\n' || coalesce(supplier, '') || E'\\n' || coalesce(hsn, '') || E'\\n' || coalesce(description, ''))",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "name_sort",
                table: "parties",
                type: "text",
                nullable: false,
                computedColumnSql: "lower(name)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "parties",
                type: "text",
                nullable: false,
                computedColumnSql: "lower(coalesce(name, '') || E'\\n' || coalesce(contact_person, '') || E'\\n' || coalesce(contact_number, '') || E'\\n' || coalesce(email, '') || E'\\n' || coalesce(gstin, '') || E'\\n' || coalesce(billing_address_line1, '') || E'\\n' || coalesce(billing_city, '') || E'\\n' || coalesce(billing_state, ''))",
                stored: true);

            migrationBuilder.CreateTable(
                name: "activation_batches",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    entity = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    activate = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    filter = table.Column<string>(type: "text", nullable: true),
                    undo_of = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    created_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    created_by_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    origin = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp without time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp without time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp without time zone", nullable: true),
                    total = table.Column<int>(type: "integer", nullable: false),
                    will_change = table.Column<int>(type: "integer", nullable: false),
                    already = table.Column<int>(type: "integer", nullable: false),
                    protected_count = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    drifted = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    summary = table.Column<string>(type: "text", nullable: true),
                    undone_by = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("activation_batches_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn),
                    occurred_at = table.Column<DateTime>(type: "timestamp without time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    origin = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    user_agent = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    action = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    entity = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    entity_id = table.Column<long>(type: "bigint", nullable: true),
                    entity_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    batch_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("audit_entries_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp without time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp without time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp without time zone", nullable: true),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("jobs_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "activation_items",
                columns: table => new
                {
                    batch_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    entity_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    new_version = table.Column<int>(type: "integer", nullable: true),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("activation_items_pkey", x => new { x.batch_id, x.seq });
                    table.ForeignKey(
                        name: "activation_items_batch_id_fkey",
                        column: x => x.batch_id,
                        principalTable: "activation_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "stock_ledger_product_id_idx",
                table: "stock_ledger",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "recurring_invoice_templates_customer_id_idx",
                table: "recurring_invoice_templates",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "recurring_invoice_templates_supplier_id_idx",
                table: "recurring_invoice_templates",
                column: "supplier_id");

            migrationBuilder.CreateIndex(
                name: "purchases_vendor_id_idx",
                table: "purchases",
                column: "vendor_id");

            migrationBuilder.CreateIndex(
                name: "purchase_orders_vendor_id_idx",
                table: "purchase_orders",
                column: "vendor_id");

            migrationBuilder.CreateIndex(
                name: "purchase_items_product_id_idx",
                table: "purchase_items",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "products_inactive_idx",
                table: "products",
                columns: new[] { "name_sort", "id" },
                filter: "NOT is_active");

            migrationBuilder.CreateIndex(
                name: "products_name_sort_idx",
                table: "products",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "payments_invoice_id_idx",
                table: "payments",
                column: "invoice_id");

            migrationBuilder.CreateIndex(
                name: "parties_inactive_idx",
                table: "parties",
                columns: new[] { "name_sort", "id" },
                filter: "NOT is_active");

            migrationBuilder.CreateIndex(
                name: "parties_name_sort_idx",
                table: "parties",
                columns: new[] { "name_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "invoices_customer_id_idx",
                table: "invoices",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "invoices_supplier_id_idx",
                table: "invoices",
                column: "supplier_id");

            migrationBuilder.CreateIndex(
                name: "invoice_items_product_id_idx",
                table: "invoice_items",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "expenses_vendor_id_idx",
                table: "expenses",
                column: "vendor_id");

            migrationBuilder.CreateIndex(
                name: "activation_batches_created_at_idx",
                table: "activation_batches",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "activation_items_batch_id_entity_id_key",
                table: "activation_items",
                columns: new[] { "batch_id", "entity_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "activation_items_batch_id_outcome_seq_idx",
                table: "activation_items",
                columns: new[] { "batch_id", "outcome", "seq" });

            migrationBuilder.CreateIndex(
                name: "audit_entries_batch_id_idx",
                table: "audit_entries",
                column: "batch_id",
                filter: "batch_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "audit_entries_entity_entity_id_id_idx",
                table: "audit_entries",
                columns: new[] { "entity", "entity_id", "id" });

            migrationBuilder.CreateIndex(
                name: "audit_entries_occurred_at_idx",
                table: "audit_entries",
                column: "occurred_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activation_items");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "activation_batches");

            migrationBuilder.DropIndex(
                name: "stock_ledger_product_id_idx",
                table: "stock_ledger");

            migrationBuilder.DropIndex(
                name: "recurring_invoice_templates_customer_id_idx",
                table: "recurring_invoice_templates");

            migrationBuilder.DropIndex(
                name: "recurring_invoice_templates_supplier_id_idx",
                table: "recurring_invoice_templates");

            migrationBuilder.DropIndex(
                name: "purchases_vendor_id_idx",
                table: "purchases");

            migrationBuilder.DropIndex(
                name: "purchase_orders_vendor_id_idx",
                table: "purchase_orders");

            migrationBuilder.DropIndex(
                name: "purchase_items_product_id_idx",
                table: "purchase_items");

            migrationBuilder.DropIndex(
                name: "products_inactive_idx",
                table: "products");

            migrationBuilder.DropIndex(
                name: "products_name_sort_idx",
                table: "products");

            migrationBuilder.DropIndex(
                name: "payments_invoice_id_idx",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "parties_inactive_idx",
                table: "parties");

            migrationBuilder.DropIndex(
                name: "parties_name_sort_idx",
                table: "parties");

            migrationBuilder.DropIndex(
                name: "invoices_customer_id_idx",
                table: "invoices");

            migrationBuilder.DropIndex(
                name: "invoices_supplier_id_idx",
                table: "invoices");

            migrationBuilder.DropIndex(
                name: "invoice_items_product_id_idx",
                table: "invoice_items");

            migrationBuilder.DropIndex(
                name: "expenses_vendor_id_idx",
                table: "expenses");

            migrationBuilder.DropColumn(
                name: "name_sort",
                table: "products");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "products");

            migrationBuilder.DropColumn(
                name: "name_sort",
                table: "parties");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "parties");

            migrationBuilder.DropColumn(
                name: "is_protected",
                table: "products");

            migrationBuilder.DropColumn(
                name: "version",
                table: "products");

            migrationBuilder.DropColumn(
                name: "is_protected",
                table: "parties");

            migrationBuilder.DropColumn(
                name: "version",
                table: "parties");

            migrationBuilder.AlterColumn<bool>(
                name: "is_active",
                table: "parties",
                type: "boolean",
                nullable: true,
                oldClrType: typeof(bool),
                oldType: "boolean",
                oldDefaultValue: true);
        }
    }
}
