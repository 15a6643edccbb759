using AdminApp.Data.Origin;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Manufacturing;

internal sealed class BomComponentConfiguration : ITenantTable<BomComponent>
{
    public void Configure(EntityTypeBuilder<BomComponent> builder)
    {
        builder.ToTable("bom_components");
        builder.Property(x => x.QuantityUnit).HasMaxLength(20);
        builder.Property(x => x.UnitCost).HasPrecision(12, 2);
        builder.Property(x => x.TotalCost).HasPrecision(12, 2);
        builder.Property(x => x.ComponentType).HasMaxLength(50);
        builder.Property(x => x.Position).HasMaxLength(50);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<BillOfMaterials>().WithMany().HasForeignKey(x => x.BomId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ComponentProductId).OnDelete(DeleteBehavior.NoAction);
    }
}
