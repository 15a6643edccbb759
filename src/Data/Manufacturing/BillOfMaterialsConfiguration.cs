using AdminApp.Data.Origin;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Manufacturing;

internal sealed class BillOfMaterialsConfiguration : ITenantTable<BillOfMaterials>
{
    public void Configure(EntityTypeBuilder<BillOfMaterials> builder)
    {
        builder.ToTable("bill_of_materials");
        builder.Property(x => x.BomId).HasMaxLength(20);
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Version).HasMaxLength(20);
        builder.Property(x => x.ProductUnit).HasMaxLength(20);
        builder.Property(x => x.BomType).HasMaxLength(50);
        builder.Property(x => x.TotalCost).HasPrecision(12, 2);
        builder.Property(x => x.LaborCost).HasPrecision(12, 2);
        builder.Property(x => x.OverheadCost).HasPrecision(12, 2);
        builder.Property(x => x.Status).HasMaxLength(20);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.ApprovedBy).OnDelete(DeleteBehavior.NoAction);
    }
}
