using AdminApp.Data.Origin;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Invoices;

internal sealed class InvoiceConfiguration : ITenantTable<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("invoices");
        builder.Property(x => x.InvoiceNo).HasMaxLength(16);
        builder.HasIndex(x => x.InvoiceNo).IsUnique();
        builder.Property(x => x.Terms).HasMaxLength(20);
        builder.Property(x => x.InvoiceType).HasMaxLength(20);
        builder.Property(x => x.Currency).HasMaxLength(3);
        builder.Property(x => x.ExchangeRate).HasPrecision(10, 4);
        builder.Property(x => x.Status).HasMaxLength(20);
        builder.Property(x => x.PlaceOfSupply).HasMaxLength(100);
        builder.Property(x => x.PlaceOfSupplyStateCode).HasMaxLength(10);
        builder.Property(x => x.EwayBillNumber).HasMaxLength(15);
        builder.Property(x => x.BillToAddress).HasMaxLength(200);
        builder.Property(x => x.ShipToAddress).HasMaxLength(200);
        builder.Property(x => x.TaxableValue).HasPrecision(12, 2);
        builder.Property(x => x.TotalDiscount).HasPrecision(12, 2);
        builder.Property(x => x.Cgst).HasPrecision(12, 2);
        builder.Property(x => x.Sgst).HasPrecision(12, 2);
        builder.Property(x => x.Igst).HasPrecision(12, 2);
        builder.Property(x => x.Utgst).HasPrecision(12, 2);
        builder.Property(x => x.Cess).HasPrecision(12, 2);
        builder.Property(x => x.RoundOff).HasPrecision(12, 2);
        builder.Property(x => x.GrandTotal).HasPrecision(12, 2);
        builder.Property(x => x.PaidAmount).HasPrecision(12, 2);
        builder.Property(x => x.BalanceAmount).HasPrecision(12, 2);
        builder.Property(x => x.Notes).HasMaxLength(200);
        builder.HasIndex(x => x.CustomerId);
        builder.HasIndex(x => x.SupplierId);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Party>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Party>().WithMany().HasForeignKey(x => x.SupplierId).OnDelete(DeleteBehavior.NoAction);
    }
}
