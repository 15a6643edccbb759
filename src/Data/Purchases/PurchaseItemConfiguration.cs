using AdminApp.Data.Origin;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Purchases;

internal sealed class PurchaseItemConfiguration : ITenantTable<PurchaseItem>
{
    public void Configure(EntityTypeBuilder<PurchaseItem> builder)
    {
        builder.ToTable("purchase_items");
        builder.Property(x => x.Description).HasMaxLength(200);
        builder.Property(x => x.HsnCode).HasMaxLength(100);
        builder.Property(x => x.ExpectedRate).HasPrecision(12, 2);
        builder.Property(x => x.Discount).HasPrecision(12, 2);
        builder.Property(x => x.DiscountType).HasMaxLength(20);
        builder.Property(x => x.Amount).HasPrecision(12, 2);
        builder.HasIndex(x => x.ProductId);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Purchase>().WithMany().HasForeignKey(x => x.PurchaseId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.NoAction);
    }
}
