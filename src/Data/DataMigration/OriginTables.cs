using System.Collections.Frozen;

namespace AdminApp.Data.DataMigration;

/// <summary>The tables a source must have, and those it may have without being business data.</summary>
internal static class OriginTables
{
    /// <summary>All of the origin's business tables. A source without one of them is the wrong database.</summary>
    public static readonly FrozenSet<string> Required = new[]
    {
        "appointments", "audit_trail", "bill_of_materials", "bom_components", "company_settings", "dental_supplies",
        "expenses", "gst_invoice_templates", "invoice_items", "invoices", "material_consumption", "medical_history",
        "parties", "patients", "payments", "production_orders", "production_steps", "products", "purchase_items",
        "purchase_order_items", "purchase_orders", "purchase_payments", "purchases", "quality_control",
        "recurring_invoice_template_items", "recurring_invoice_templates", "recurring_invoices", "roles", "stock_ledger",
        "tenant_branding", "tenant_domains", "tenant_settings", "tenant_users", "tenants", "treatment_items",
        "treatment_supply_usage", "treatments", "users", "work_centers",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bookkeeping of schema migrations, and of moves: the target has its own.</summary>
    public static readonly FrozenSet<string> Bookkeeping =
        new[] { "alembic_version", "__EFMigrationsHistory", "__EFMigrationsLock", Moving.FallbackMarker.Table }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
