using AdminApp.Data.Origin;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Manufacturing;

internal sealed class MaterialConsumptionConfiguration : ITenantTable<MaterialConsumption>
{
    public void Configure(EntityTypeBuilder<MaterialConsumption> builder)
    {
        builder.ToTable("material_consumption");
        builder.Property(x => x.QuantityUnit).HasMaxLength(20);
        builder.Property(x => x.UnitCost).HasPrecision(12, 2);
        builder.Property(x => x.TotalCost).HasPrecision(12, 2);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<ProductionOrder>().WithMany().HasForeignKey(x => x.ProductionOrderId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.ConsumedBy).OnDelete(DeleteBehavior.NoAction);
    }
}
