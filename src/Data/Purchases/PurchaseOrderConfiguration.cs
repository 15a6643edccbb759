using AdminApp.Data.Origin;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Purchases;

internal sealed class PurchaseOrderConfiguration : ITenantTable<PurchaseOrder>
{
    public void Configure(EntityTypeBuilder<PurchaseOrder> builder)
    {
        builder.ToTable("purchase_orders");
        builder.Property(x => x.PoNumber).HasMaxLength(16);
        builder.HasIndex(x => x.PoNumber).IsUnique();
        builder.Property(x => x.Status).HasMaxLength(20);
        builder.Property(x => x.Currency).HasMaxLength(3);
        builder.Property(x => x.ExchangeRate).HasPrecision(10, 4);
        builder.Property(x => x.Terms).HasMaxLength(20);
        builder.Property(x => x.PlaceOfSupply).HasMaxLength(100);
        builder.Property(x => x.PlaceOfSupplyStateCode).HasMaxLength(10);
        builder.Property(x => x.ShipFromAddress).HasMaxLength(200);
        builder.Property(x => x.ShipToAddress).HasMaxLength(200);
        builder.Property(x => x.Subtotal).HasPrecision(12, 2);
        builder.Property(x => x.TotalDiscount).HasPrecision(12, 2);
        builder.Property(x => x.Cgst).HasPrecision(12, 2);
        builder.Property(x => x.Sgst).HasPrecision(12, 2);
        builder.Property(x => x.Igst).HasPrecision(12, 2);
        builder.Property(x => x.Utgst).HasPrecision(12, 2);
        builder.Property(x => x.Cess).HasPrecision(12, 2);
        builder.Property(x => x.RoundOff).HasPrecision(12, 2);
        builder.Property(x => x.GrandTotal).HasPrecision(12, 2);
        builder.Property(x => x.Notes).HasMaxLength(200);
        builder.HasIndex(x => x.VendorId);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Party>().WithMany().HasForeignKey(x => x.VendorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.ApprovedBy).OnDelete(DeleteBehavior.NoAction);
    }
}
