using AdminApp.Data.Origin;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Invoices;

internal sealed class RecurringInvoiceTemplateConfiguration : ITenantTable<RecurringInvoiceTemplate>
{
    public void Configure(EntityTypeBuilder<RecurringInvoiceTemplate> builder)
    {
        builder.ToTable("recurring_invoice_templates");
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.RecurrenceType).HasMaxLength(20);
        builder.Property(x => x.Currency).HasMaxLength(3);
        builder.Property(x => x.ExchangeRate).HasPrecision(10, 4);
        builder.Property(x => x.Terms).HasMaxLength(20);
        builder.Property(x => x.PlaceOfSupply).HasMaxLength(100);
        builder.Property(x => x.PlaceOfSupplyStateCode).HasMaxLength(10);
        builder.Property(x => x.BillToAddress).HasMaxLength(200);
        builder.Property(x => x.ShipToAddress).HasMaxLength(200);
        builder.Property(x => x.Notes).HasMaxLength(200);
        builder.HasIndex(x => x.CustomerId);
        builder.HasIndex(x => x.SupplierId);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Party>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Party>().WithMany().HasForeignKey(x => x.SupplierId).OnDelete(DeleteBehavior.NoAction);
    }
}
