using AdminApp.Data.Origin;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Manufacturing;

internal sealed class ProductionOrderConfiguration : ITenantTable<ProductionOrder>
{
    public void Configure(EntityTypeBuilder<ProductionOrder> builder)
    {
        builder.ToTable("production_orders");
        builder.Property(x => x.ProductionOrderId).HasMaxLength(20);
        builder.Property(x => x.QuantityUnit).HasMaxLength(20);
        builder.Property(x => x.Priority).HasMaxLength(20);
        builder.Property(x => x.Status).HasMaxLength(20);
        builder.Property(x => x.EstimatedCost).HasPrecision(12, 2);
        builder.Property(x => x.ActualCost).HasPrecision(12, 2);
        builder.Property(x => x.LaborCost).HasPrecision(12, 2);
        builder.Property(x => x.MaterialCost).HasPrecision(12, 2);
        builder.Property(x => x.OverheadCost).HasPrecision(12, 2);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<BillOfMaterials>().WithMany().HasForeignKey(x => x.BomId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.QualityCheckBy).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.AssignedTo).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.Supervisor).OnDelete(DeleteBehavior.NoAction);
    }
}
