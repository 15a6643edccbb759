using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Dental;
using AdminApp.Data.Expenses;
using AdminApp.Data.Invoices;
using AdminApp.Data.Jobs;
using AdminApp.Data.Manufacturing;
using AdminApp.Data.Origin;
using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using AdminApp.Data.Purchases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace AdminApp.Data.Schema;

/// <summary>
/// A tenant's own database: the 39 business tables under the origin's names, and ours. What the providers do differently is
/// in <see cref="Sqlite.SqliteTenantContext"/> and <see cref="Postgres.PostgresTenantContext"/>.
/// </summary>
public abstract class TenantContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>How statements written by hand are said to this provider.</summary>
    internal abstract Sql.SqlDialect Dialect { get; }

    public DbSet<TenantRecord> Tenants => Set<TenantRecord>();
    public DbSet<OriginRole> OriginRoles => Set<OriginRole>();
    public DbSet<OriginUser> OriginUsers => Set<OriginUser>();
    public DbSet<TenantUser> TenantUsers => Set<TenantUser>();
    public DbSet<TenantSetting> TenantSettings => Set<TenantSetting>();
    public DbSet<TenantBranding> TenantBranding => Set<TenantBranding>();
    public DbSet<TenantDomain> TenantDomains => Set<TenantDomain>();
    public DbSet<CompanySettings> CompanySettings => Set<CompanySettings>();
    public DbSet<Party> Parties => Set<Party>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<StockLedgerEntry> StockLedger => Set<StockLedgerEntry>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceItem> InvoiceItems => Set<InvoiceItem>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<Purchase> Purchases => Set<Purchase>();
    public DbSet<PurchaseItem> PurchaseItems => Set<PurchaseItem>();
    public DbSet<PurchasePayment> PurchasePayments => Set<PurchasePayment>();
    public DbSet<Expense> Expenses => Set<Expense>();
    public DbSet<AuditTrailEntry> AuditTrail => Set<AuditTrailEntry>();
    public DbSet<RecurringInvoiceTemplate> RecurringInvoiceTemplates => Set<RecurringInvoiceTemplate>();
    public DbSet<RecurringInvoiceTemplateItem> RecurringInvoiceTemplateItems => Set<RecurringInvoiceTemplateItem>();
    public DbSet<RecurringInvoice> RecurringInvoices => Set<RecurringInvoice>();
    public DbSet<PurchaseOrder> PurchaseOrders => Set<PurchaseOrder>();
    public DbSet<PurchaseOrderItem> PurchaseOrderItems => Set<PurchaseOrderItem>();
    public DbSet<GstInvoiceTemplate> GstInvoiceTemplates => Set<GstInvoiceTemplate>();
    public DbSet<Patient> Patients => Set<Patient>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<Treatment> Treatments => Set<Treatment>();
    public DbSet<TreatmentItem> TreatmentItems => Set<TreatmentItem>();
    public DbSet<MedicalHistoryEntry> MedicalHistory => Set<MedicalHistoryEntry>();
    public DbSet<DentalSupply> DentalSupplies => Set<DentalSupply>();
    public DbSet<TreatmentSupplyUsage> TreatmentSupplyUsage => Set<TreatmentSupplyUsage>();
    public DbSet<BillOfMaterials> BillsOfMaterials => Set<BillOfMaterials>();
    public DbSet<BomComponent> BomComponents => Set<BomComponent>();
    public DbSet<ProductionOrder> ProductionOrders => Set<ProductionOrder>();
    public DbSet<ProductionStep> ProductionSteps => Set<ProductionStep>();
    public DbSet<MaterialConsumption> MaterialConsumption => Set<MaterialConsumption>();
    public DbSet<WorkCenter> WorkCenters => Set<WorkCenter>();
    public DbSet<QualityInspection> QualityInspections => Set<QualityInspection>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<ActivationBatch> ActivationBatches => Set<ActivationBatch>();
    public DbSet<ActivationItem> ActivationItems => Set<ActivationItem>();
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Audit rows become links of the chain, in the transaction that saves them.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await AuditChain.SealAsync(this, cancellationToken).ConfigureAwait(false);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken).ConfigureAwait(false);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => ChangeTracker.Entries<AuditEntry>().Any()
        ? throw new InvalidOperationException("Audit rows are sealed when they are saved: use SaveChangesAsync.")
        : base.SaveChanges(acceptAllChangesOnSuccess);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<NaiveUtcConverter>();
        // The origin has no index beyond its keys; every index of ours is declared where it is needed.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(
            typeof(TenantContext).Assembly,
            type => type.GetInterfaces().Any(implemented =>
                implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(ITenantTable<>)));
        NamingConventions.Apply(modelBuilder);
    }
}
