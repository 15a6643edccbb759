using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminApp.Data.Schema.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OriginBaseline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("roles_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tenants",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    organization_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    industry = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    size = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    contact_person = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    contact_email = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    contact_phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    address_line1 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    address_line2 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    city = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    country = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    pincode = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    gstin = table.Column<string>(type: "TEXT", maxLength: 15, nullable: true),
                    pan = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    business_registration_number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    subscription_plan = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    subscription_status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    subscription_start_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    subscription_end_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    max_users = table.Column<int>(type: "INTEGER", nullable: false),
                    max_products = table.Column<int>(type: "INTEGER", nullable: false),
                    max_transactions_per_month = table.Column<int>(type: "INTEGER", nullable: false),
                    storage_limit_gb = table.Column<int>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_trial = table.Column<bool>(type: "INTEGER", nullable: false),
                    trial_end_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("tenants_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "company_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    gstin = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    state_code = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    invoice_series = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    address_line1 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    address_line2 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    city = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    pincode = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    gst_enabled_by_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    require_gstin_validation = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("company_settings_pkey", x => x.id);
                    table.ForeignKey(
                        name: "company_settings_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "dental_supplies",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    subcategory = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    sku = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    brand = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    model = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    size = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    current_stock = table.Column<int>(type: "INTEGER", nullable: false),
                    minimum_stock = table.Column<int>(type: "INTEGER", nullable: false),
                    maximum_stock = table.Column<int>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    unit_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    selling_price = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    supplier_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    supplier_contact = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    supplier_phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_sterile = table.Column<bool>(type: "INTEGER", nullable: false),
                    requires_refrigeration = table.Column<bool>(type: "INTEGER", nullable: false),
                    expiry_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    lot_number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("dental_supplies_pkey", x => x.id);
                    table.ForeignKey(
                        name: "dental_supplies_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "gst_invoice_templates",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    template_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    requires_gst = table.Column<bool>(type: "INTEGER", nullable: false),
                    requires_hsn = table.Column<bool>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    template_config = table.Column<string>(type: "TEXT", nullable: false),
                    paper_sizes = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    sort_order = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("gst_invoice_templates_pkey", x => x.id);
                    table.ForeignKey(
                        name: "gst_invoice_templates_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "parties",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    gstin = table.Column<string>(type: "TEXT", maxLength: 15, nullable: true),
                    gst_enabled = table.Column<bool>(type: "INTEGER", nullable: true),
                    contact_person = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    contact_number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    billing_address_line1 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    billing_address_line2 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    billing_city = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    billing_state = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    billing_country = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    billing_pincode = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    shipping_address_line1 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    shipping_address_line2 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    shipping_city = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    shipping_state = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    shipping_country = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    shipping_pincode = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    gst_registration_status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    notes = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: true),
                    is_customer = table.Column<bool>(type: "INTEGER", nullable: true),
                    is_vendor = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("parties_pkey", x => x.id);
                    table.ForeignKey(
                        name: "parties_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "patients",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    patient_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    first_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    date_of_birth = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    gender = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    emergency_contact = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    emergency_phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    address_line1 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address_line2 = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    city = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    pincode = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    blood_group = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    allergies = table.Column<string>(type: "TEXT", nullable: true),
                    medical_conditions = table.Column<string>(type: "TEXT", nullable: true),
                    current_medications = table.Column<string>(type: "TEXT", nullable: true),
                    dental_insurance = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    insurance_number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    insurance_provider = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    registration_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_visit_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    occupation = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    referred_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("patients_pkey", x => x.id);
                    table.ForeignKey(
                        name: "patients_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    item_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    sales_price = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    purchase_price = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: true),
                    stock = table.Column<int>(type: "INTEGER", nullable: false),
                    sku = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    supplier = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    notes = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    hsn = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    gst_rate = table.Column<double>(type: "REAL", nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("products_pkey", x => x.id);
                    table.ForeignKey(
                        name: "products_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "tenant_branding",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    logo_url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    logo_alt_text = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    favicon_url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    primary_color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    secondary_color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    accent_color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    background_color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    text_color = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    primary_font = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    secondary_font = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    custom_css = table.Column<string>(type: "TEXT", nullable: true),
                    invoice_header_text = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    invoice_footer_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    invoice_terms_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("tenant_branding_pkey", x => x.id);
                    table.ForeignKey(
                        name: "tenant_branding_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "tenant_domains",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ssl_certificate = table.Column<string>(type: "TEXT", nullable: true),
                    ssl_expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    dns_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_primary = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    verified_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("tenant_domains_pkey", x => x.id);
                    table.ForeignKey(
                        name: "tenant_domains_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "tenant_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    setting_key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    setting_value = table.Column<string>(type: "TEXT", nullable: true),
                    setting_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    is_editable = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("tenant_settings_pkey", x => x.id);
                    table.ForeignKey(
                        name: "tenant_settings_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    username = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    role_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("users_pkey", x => x.id);
                    table.ForeignKey(
                        name: "users_role_id_fkey",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "users_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "work_centers",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    work_center_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    location = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    capacity_per_hour = table.Column<double>(type: "REAL", nullable: false),
                    capacity_unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    equipment_list = table.Column<string>(type: "TEXT", nullable: true),
                    required_skills = table.Column<string>(type: "TEXT", nullable: true),
                    hourly_rate = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    setup_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_available = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_maintenance_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    next_maintenance_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    maintenance_notes = table.Column<string>(type: "TEXT", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("work_centers_pkey", x => x.id);
                    table.ForeignKey(
                        name: "work_centers_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "expenses",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    expense_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expense_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    subcategory = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    payment_method = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    account_head = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    reference_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: true),
                    gst_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    gst_rate = table.Column<double>(type: "REAL", nullable: false),
                    total_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    notes = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("expenses_pkey", x => x.id);
                    table.ForeignKey(
                        name: "expenses_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "expenses_vendor_id_fkey",
                        column: x => x.vendor_id,
                        principalTable: "parties",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "invoices",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    invoice_no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    terms = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    invoice_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    exchange_rate = table.Column<decimal>(type: "TEXT", precision: 10, scale: 4, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    place_of_supply = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    place_of_supply_state_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    eway_bill_number = table.Column<string>(type: "TEXT", maxLength: 15, nullable: true),
                    reverse_charge = table.Column<bool>(type: "INTEGER", nullable: false),
                    export_supply = table.Column<bool>(type: "INTEGER", nullable: false),
                    bill_to_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ship_to_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    taxable_value = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    total_discount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    cgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    sgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    igst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    utgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    cess = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    round_off = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    grand_total = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    paid_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    balance_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    notes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("invoices_pkey", x => x.id);
                    table.ForeignKey(
                        name: "invoices_customer_id_fkey",
                        column: x => x.customer_id,
                        principalTable: "parties",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "invoices_supplier_id_fkey",
                        column: x => x.supplier_id,
                        principalTable: "parties",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "invoices_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "purchases",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase_no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    reference_bill_number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    terms = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    place_of_supply = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    place_of_supply_state_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    eway_bill_number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    reverse_charge = table.Column<bool>(type: "INTEGER", nullable: false),
                    export_supply = table.Column<bool>(type: "INTEGER", nullable: false),
                    bill_from_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ship_from_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    taxable_value = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    total_discount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    cgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    sgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    igst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    utgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    cess = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    round_off = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    grand_total = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    paid_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    balance_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    notes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("purchases_pkey", x => x.id);
                    table.ForeignKey(
                        name: "purchases_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchases_vendor_id_fkey",
                        column: x => x.vendor_id,
                        principalTable: "parties",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "recurring_invoice_templates",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    recurrence_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    recurrence_interval = table.Column<int>(type: "INTEGER", nullable: false),
                    start_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    end_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    next_generation_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    exchange_rate = table.Column<decimal>(type: "TEXT", precision: 10, scale: 4, nullable: false),
                    terms = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    place_of_supply = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    place_of_supply_state_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    bill_to_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ship_to_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    notes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("recurring_invoice_templates_pkey", x => x.id);
                    table.ForeignKey(
                        name: "recurring_invoice_templates_customer_id_fkey",
                        column: x => x.customer_id,
                        principalTable: "parties",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "recurring_invoice_templates_supplier_id_fkey",
                        column: x => x.supplier_id,
                        principalTable: "parties",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "recurring_invoice_templates_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "medical_history",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    patient_id = table.Column<int>(type: "INTEGER", nullable: false),
                    record_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    record_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    condition = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    severity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    treatment_received = table.Column<string>(type: "TEXT", nullable: true),
                    medications = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    onset_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    resolution_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    provider_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    provider_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("medical_history_pkey", x => x.id);
                    table.ForeignKey(
                        name: "medical_history_patient_id_fkey",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "medical_history_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "stock_ledger",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    qty = table.Column<double>(type: "REAL", nullable: false),
                    entry_type = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ref_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ref_id = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("stock_ledger_pkey", x => x.id);
                    table.ForeignKey(
                        name: "stock_ledger_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "stock_ledger_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    appointment_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    patient_id = table.Column<int>(type: "INTEGER", nullable: false),
                    doctor_id = table.Column<int>(type: "INTEGER", nullable: true),
                    appointment_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    start_time = table.Column<DateTime>(type: "TEXT", nullable: false),
                    end_time = table.Column<DateTime>(type: "TEXT", nullable: false),
                    duration_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    appointment_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    treatment_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    confirmation_status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    patient_notes = table.Column<string>(type: "TEXT", nullable: true),
                    doctor_notes = table.Column<string>(type: "TEXT", nullable: true),
                    internal_notes = table.Column<string>(type: "TEXT", nullable: true),
                    reminder_sent = table.Column<bool>(type: "INTEGER", nullable: false),
                    reminder_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("appointments_pkey", x => x.id);
                    table.ForeignKey(
                        name: "appointments_doctor_id_fkey",
                        column: x => x.doctor_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "appointments_patient_id_fkey",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "appointments_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "audit_trail",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    table_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    record_id = table.Column<int>(type: "INTEGER", nullable: true),
                    old_values = table.Column<string>(type: "TEXT", nullable: true),
                    new_values = table.Column<string>(type: "TEXT", nullable: true),
                    ip_address = table.Column<string>(type: "TEXT", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("audit_trail_pkey", x => x.id);
                    table.ForeignKey(
                        name: "audit_trail_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "audit_trail_user_id_fkey",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "bill_of_materials",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    bom_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_quantity = table.Column<double>(type: "REAL", nullable: false),
                    product_unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    bom_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    revision_number = table.Column<int>(type: "INTEGER", nullable: false),
                    effective_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    expiry_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    total_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    labor_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    overhead_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    approved_by = table.Column<int>(type: "INTEGER", nullable: true),
                    approved_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bill_of_materials_pkey", x => x.id);
                    table.ForeignKey(
                        name: "bill_of_materials_approved_by_fkey",
                        column: x => x.approved_by,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "bill_of_materials_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "bill_of_materials_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "purchase_orders",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    po_number = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expected_delivery_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    exchange_rate = table.Column<decimal>(type: "TEXT", precision: 10, scale: 4, nullable: false),
                    terms = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    place_of_supply = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    place_of_supply_state_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    reverse_charge = table.Column<bool>(type: "INTEGER", nullable: false),
                    ship_from_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ship_to_address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    subtotal = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    total_discount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    cgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    sgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    igst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    utgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    cess = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    round_off = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    grand_total = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    approved_by = table.Column<int>(type: "INTEGER", nullable: true),
                    approved_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    notes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("purchase_orders_pkey", x => x.id);
                    table.ForeignKey(
                        name: "purchase_orders_approved_by_fkey",
                        column: x => x.approved_by,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchase_orders_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchase_orders_vendor_id_fkey",
                        column: x => x.vendor_id,
                        principalTable: "parties",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "tenant_users",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    permissions = table.Column<string>(type: "TEXT", nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_primary_contact = table.Column<bool>(type: "INTEGER", nullable: false),
                    joined_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_access_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("tenant_users_pkey", x => x.id);
                    table.ForeignKey(
                        name: "tenant_users_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "tenant_users_user_id_fkey",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "invoice_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    invoice_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hsn_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    qty = table.Column<double>(type: "REAL", nullable: false),
                    rate = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    taxable_value = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    gst_rate = table.Column<double>(type: "REAL", nullable: false),
                    cgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    sgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    igst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    utgst = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    cess = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("invoice_items_pkey", x => x.id);
                    table.ForeignKey(
                        name: "invoice_items_invoice_id_fkey",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "invoice_items_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "invoice_items_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    invoice_id = table.Column<int>(type: "INTEGER", nullable: true),
                    amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: true),
                    payment_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    payment_method = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    reference_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    notes = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("payments_pkey", x => x.id);
                    table.ForeignKey(
                        name: "payments_invoice_id_fkey",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "payments_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "purchase_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    purchase_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hsn_code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    qty = table.Column<double>(type: "REAL", nullable: false),
                    expected_rate = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    gst_rate = table.Column<double>(type: "REAL", nullable: false),
                    amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("purchase_items_pkey", x => x.id);
                    table.ForeignKey(
                        name: "purchase_items_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchase_items_purchase_id_fkey",
                        column: x => x.purchase_id,
                        principalTable: "purchases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchase_items_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "purchase_payments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    purchase_id = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    payment_amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    payment_method = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    account_head = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    reference_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    notes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("purchase_payments_pkey", x => x.id);
                    table.ForeignKey(
                        name: "purchase_payments_purchase_id_fkey",
                        column: x => x.purchase_id,
                        principalTable: "purchases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchase_payments_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "recurring_invoice_template_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    template_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hsn_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    qty = table.Column<double>(type: "REAL", nullable: false),
                    rate = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    gst_rate = table.Column<double>(type: "REAL", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("recurring_invoice_template_items_pkey", x => x.id);
                    table.ForeignKey(
                        name: "recurring_invoice_template_items_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "recurring_invoice_template_items_template_id_fkey",
                        column: x => x.template_id,
                        principalTable: "recurring_invoice_templates",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "recurring_invoice_template_items_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "recurring_invoices",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    template_id = table.Column<int>(type: "INTEGER", nullable: false),
                    invoice_id = table.Column<int>(type: "INTEGER", nullable: false),
                    generation_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("recurring_invoices_pkey", x => x.id);
                    table.ForeignKey(
                        name: "recurring_invoices_invoice_id_fkey",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "recurring_invoices_template_id_fkey",
                        column: x => x.template_id,
                        principalTable: "recurring_invoice_templates",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "recurring_invoices_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "treatments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    treatment_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    patient_id = table.Column<int>(type: "INTEGER", nullable: false),
                    appointment_id = table.Column<int>(type: "INTEGER", nullable: true),
                    doctor_id = table.Column<int>(type: "INTEGER", nullable: true),
                    treatment_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    treatment_category = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    tooth_numbers = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    diagnosis = table.Column<string>(type: "TEXT", nullable: false),
                    treatment_plan = table.Column<string>(type: "TEXT", nullable: false),
                    procedure_notes = table.Column<string>(type: "TEXT", nullable: true),
                    post_treatment_instructions = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    treatment_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    completion_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    follow_up_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    follow_up_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    follow_up_notes = table.Column<string>(type: "TEXT", nullable: true),
                    estimated_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    actual_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: true),
                    insurance_coverage = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    patient_share = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("treatments_pkey", x => x.id);
                    table.ForeignKey(
                        name: "treatments_appointment_id_fkey",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "treatments_doctor_id_fkey",
                        column: x => x.doctor_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "treatments_patient_id_fkey",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "treatments_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "bom_components",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    bom_id = table.Column<int>(type: "INTEGER", nullable: false),
                    component_product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity_required = table.Column<double>(type: "REAL", nullable: false),
                    quantity_unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    scrap_factor = table.Column<double>(type: "REAL", nullable: false),
                    total_quantity = table.Column<double>(type: "REAL", nullable: false),
                    unit_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    total_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    component_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    position = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    operation_sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    is_critical = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_optional = table.Column<bool>(type: "INTEGER", nullable: false),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bom_components_pkey", x => x.id);
                    table.ForeignKey(
                        name: "bom_components_bom_id_fkey",
                        column: x => x.bom_id,
                        principalTable: "bill_of_materials",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "bom_components_component_product_id_fkey",
                        column: x => x.component_product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "bom_components_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "production_orders",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    production_order_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    bom_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity_to_produce = table.Column<double>(type: "REAL", nullable: false),
                    quantity_produced = table.Column<double>(type: "REAL", nullable: false),
                    quantity_unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    planned_start_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    planned_end_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    actual_start_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    actual_end_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    priority = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    estimated_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    actual_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    labor_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    material_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    overhead_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    quality_check_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    quality_check_completed = table.Column<bool>(type: "INTEGER", nullable: false),
                    quality_check_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    quality_check_by = table.Column<int>(type: "INTEGER", nullable: true),
                    assigned_to = table.Column<int>(type: "INTEGER", nullable: true),
                    supervisor = table.Column<int>(type: "INTEGER", nullable: true),
                    production_notes = table.Column<string>(type: "TEXT", nullable: true),
                    quality_notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("production_orders_pkey", x => x.id);
                    table.ForeignKey(
                        name: "production_orders_assigned_to_fkey",
                        column: x => x.assigned_to,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "production_orders_bom_id_fkey",
                        column: x => x.bom_id,
                        principalTable: "bill_of_materials",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "production_orders_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "production_orders_quality_check_by_fkey",
                        column: x => x.quality_check_by,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "production_orders_supervisor_fkey",
                        column: x => x.supervisor,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "production_orders_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "purchase_order_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    purchase_order_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hsn_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    qty = table.Column<double>(type: "REAL", nullable: false),
                    expected_rate = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    discount_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    gst_rate = table.Column<double>(type: "REAL", nullable: false),
                    amount = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("purchase_order_items_pkey", x => x.id);
                    table.ForeignKey(
                        name: "purchase_order_items_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchase_order_items_purchase_order_id_fkey",
                        column: x => x.purchase_order_id,
                        principalTable: "purchase_orders",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "purchase_order_items_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "treatment_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    treatment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    item_description = table.Column<string>(type: "TEXT", nullable: true),
                    procedure_code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    tooth_number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    surface = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    unit_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    total_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    completion_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("treatment_items_pkey", x => x.id);
                    table.ForeignKey(
                        name: "treatment_items_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "treatment_items_treatment_id_fkey",
                        column: x => x.treatment_id,
                        principalTable: "treatments",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "treatment_supply_usage",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    treatment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supply_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity_used = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    total_cost = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    usage_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    used_by = table.Column<int>(type: "INTEGER", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("treatment_supply_usage_pkey", x => x.id);
                    table.ForeignKey(
                        name: "treatment_supply_usage_supply_id_fkey",
                        column: x => x.supply_id,
                        principalTable: "dental_supplies",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "treatment_supply_usage_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "treatment_supply_usage_treatment_id_fkey",
                        column: x => x.treatment_id,
                        principalTable: "treatments",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "treatment_supply_usage_used_by_fkey",
                        column: x => x.used_by,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "material_consumption",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    production_order_id = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity_planned = table.Column<double>(type: "REAL", nullable: false),
                    quantity_consumed = table.Column<double>(type: "REAL", nullable: false),
                    quantity_unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    unit_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    total_cost = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    consumption_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    consumed_by = table.Column<int>(type: "INTEGER", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("material_consumption_pkey", x => x.id);
                    table.ForeignKey(
                        name: "material_consumption_consumed_by_fkey",
                        column: x => x.consumed_by,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "material_consumption_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "material_consumption_production_order_id_fkey",
                        column: x => x.production_order_id,
                        principalTable: "production_orders",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "material_consumption_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "production_steps",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    production_order_id = table.Column<int>(type: "INTEGER", nullable: false),
                    step_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    step_description = table.Column<string>(type: "TEXT", nullable: true),
                    sequence_number = table.Column<int>(type: "INTEGER", nullable: false),
                    estimated_duration_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    actual_duration_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    start_time = table.Column<DateTime>(type: "TEXT", nullable: true),
                    end_time = table.Column<DateTime>(type: "TEXT", nullable: true),
                    assigned_to = table.Column<int>(type: "INTEGER", nullable: true),
                    quality_check_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    quality_check_passed = table.Column<bool>(type: "INTEGER", nullable: true),
                    quality_notes = table.Column<string>(type: "TEXT", nullable: true),
                    step_notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("production_steps_pkey", x => x.id);
                    table.ForeignKey(
                        name: "production_steps_assigned_to_fkey",
                        column: x => x.assigned_to,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "production_steps_production_order_id_fkey",
                        column: x => x.production_order_id,
                        principalTable: "production_orders",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "production_steps_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "quality_control",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    production_order_id = table.Column<int>(type: "INTEGER", nullable: false),
                    inspection_date = table.Column<DateTime>(type: "TEXT", nullable: false),
                    inspector_id = table.Column<int>(type: "INTEGER", nullable: false),
                    inspection_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    quantity_inspected = table.Column<double>(type: "REAL", nullable: false),
                    quantity_passed = table.Column<double>(type: "REAL", nullable: false),
                    quantity_failed = table.Column<double>(type: "REAL", nullable: false),
                    pass_rate = table.Column<double>(type: "REAL", nullable: false),
                    defect_rate = table.Column<double>(type: "REAL", nullable: false),
                    defect_types = table.Column<string>(type: "TEXT", nullable: true),
                    defect_notes = table.Column<string>(type: "TEXT", nullable: true),
                    corrective_action_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    corrective_action = table.Column<string>(type: "TEXT", nullable: true),
                    action_taken_by = table.Column<int>(type: "INTEGER", nullable: true),
                    action_taken_date = table.Column<DateTime>(type: "TEXT", nullable: true),
                    overall_result = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    inspection_notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("quality_control_pkey", x => x.id);
                    table.ForeignKey(
                        name: "quality_control_action_taken_by_fkey",
                        column: x => x.action_taken_by,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "quality_control_inspector_id_fkey",
                        column: x => x.inspector_id,
                        principalTable: "users",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "quality_control_production_order_id_fkey",
                        column: x => x.production_order_id,
                        principalTable: "production_orders",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "quality_control_tenant_id_fkey",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "gst_invoice_templates_template_id_key",
                table: "gst_invoice_templates",
                column: "template_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "invoices_invoice_no_key",
                table: "invoices",
                column: "invoice_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "products_sku_key",
                table: "products",
                column: "sku",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "purchase_orders_po_number_key",
                table: "purchase_orders",
                column: "po_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "purchases_purchase_no_key",
                table: "purchases",
                column: "purchase_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "roles_name_key",
                table: "roles",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "tenant_branding_tenant_id_key",
                table: "tenant_branding",
                column: "tenant_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "tenant_domains_domain_key",
                table: "tenant_domains",
                column: "domain",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "uq_tenant_setting",
                table: "tenant_settings",
                columns: new[] { "tenant_id", "category", "setting_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "uq_tenant_user",
                table: "tenant_users",
                columns: new[] { "tenant_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "tenants_slug_key",
                table: "tenants",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "users_username_key",
                table: "users",
                column: "username",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_trail");

            migrationBuilder.DropTable(
                name: "bom_components");

            migrationBuilder.DropTable(
                name: "company_settings");

            migrationBuilder.DropTable(
                name: "expenses");

            migrationBuilder.DropTable(
                name: "gst_invoice_templates");

            migrationBuilder.DropTable(
                name: "invoice_items");

            migrationBuilder.DropTable(
                name: "material_consumption");

            migrationBuilder.DropTable(
                name: "medical_history");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "production_steps");

            migrationBuilder.DropTable(
                name: "purchase_items");

            migrationBuilder.DropTable(
                name: "purchase_order_items");

            migrationBuilder.DropTable(
                name: "purchase_payments");

            migrationBuilder.DropTable(
                name: "quality_control");

            migrationBuilder.DropTable(
                name: "recurring_invoice_template_items");

            migrationBuilder.DropTable(
                name: "recurring_invoices");

            migrationBuilder.DropTable(
                name: "stock_ledger");

            migrationBuilder.DropTable(
                name: "tenant_branding");

            migrationBuilder.DropTable(
                name: "tenant_domains");

            migrationBuilder.DropTable(
                name: "tenant_settings");

            migrationBuilder.DropTable(
                name: "tenant_users");

            migrationBuilder.DropTable(
                name: "treatment_items");

            migrationBuilder.DropTable(
                name: "treatment_supply_usage");

            migrationBuilder.DropTable(
                name: "work_centers");

            migrationBuilder.DropTable(
                name: "purchase_orders");

            migrationBuilder.DropTable(
                name: "purchases");

            migrationBuilder.DropTable(
                name: "production_orders");

            migrationBuilder.DropTable(
                name: "invoices");

            migrationBuilder.DropTable(
                name: "recurring_invoice_templates");

            migrationBuilder.DropTable(
                name: "dental_supplies");

            migrationBuilder.DropTable(
                name: "treatments");

            migrationBuilder.DropTable(
                name: "bill_of_materials");

            migrationBuilder.DropTable(
                name: "parties");

            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "patients");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "tenants");
        }
    }
}
