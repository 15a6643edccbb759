using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Manufacturing;

internal sealed class QualityInspectionConfiguration : ITenantTable<QualityInspection>
{
    public void Configure(EntityTypeBuilder<QualityInspection> builder)
    {
        builder.ToTable("quality_control");
        builder.Property(x => x.InspectionType).HasMaxLength(50);
        builder.Property(x => x.OverallResult).HasMaxLength(20);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<ProductionOrder>().WithMany().HasForeignKey(x => x.ProductionOrderId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.InspectorId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.ActionTakenBy).OnDelete(DeleteBehavior.NoAction);
    }
}
