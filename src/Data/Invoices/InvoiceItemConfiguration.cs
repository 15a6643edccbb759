using AdminApp.Data.Origin;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Invoices;

internal sealed class InvoiceItemConfiguration : ITenantTable<InvoiceItem>
{
    public void Configure(EntityTypeBuilder<InvoiceItem> builder)
    {
        builder.ToTable("invoice_items");
        builder.Property(x => x.Description).HasMaxLength(200);
        builder.Property(x => x.HsnCode).HasMaxLength(10);
        builder.Property(x => x.Rate).HasPrecision(12, 2);
        builder.Property(x => x.Discount).HasPrecision(12, 2);
        builder.Property(x => x.DiscountType).HasMaxLength(20);
        builder.Property(x => x.TaxableValue).HasPrecision(12, 2);
        builder.Property(x => x.Cgst).HasPrecision(12, 2);
        builder.Property(x => x.Sgst).HasPrecision(12, 2);
        builder.Property(x => x.Igst).HasPrecision(12, 2);
        builder.Property(x => x.Utgst).HasPrecision(12, 2);
        builder.Property(x => x.Cess).HasPrecision(12, 2);
        builder.Property(x => x.Amount).HasPrecision(12, 2);
        builder.HasIndex(x => x.ProductId);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(x => x.InvoiceId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.NoAction);
    }
}
