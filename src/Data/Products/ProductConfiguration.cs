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
        builder.Property(x => x.Version).HasDefaultValue(1).IsConcurrencyToken();
        builder.Property(x => x.IsProtected).HasDefaultValue(false);
        // Never an index that starts with the flag: each toggle would move entries about in it.
        builder.HasIndex(x => new { x.NameSort, x.Id }, "products_name_sort_idx");
        builder.HasIndex(x => new { x.NameSort, x.Id }, "products_inactive_idx").HasFilter("NOT is_active");
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
