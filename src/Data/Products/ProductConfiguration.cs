using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Products;

internal sealed class ProductConfiguration : ITenantTable<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products");
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.Description).HasMaxLength(200);
        builder.Property(x => x.ItemType).HasMaxLength(20);
        builder.Property(x => x.SalesPrice).HasPrecision(12, 2);
        builder.Property(x => x.PurchasePrice).HasPrecision(12, 2);
        builder.Property(x => x.Sku).HasMaxLength(50);
        builder.HasIndex(x => x.Sku).IsUnique();
        builder.Property(x => x.Unit).HasMaxLength(20);
        builder.Property(x => x.Supplier).HasMaxLength(100);
        builder.Property(x => x.Category).HasMaxLength(100);
        builder.Property(x => x.Notes).HasMaxLength(500);
        builder.Property(x => x.Hsn).HasMaxLength(10);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
