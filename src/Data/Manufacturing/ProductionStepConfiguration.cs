using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Manufacturing;

internal sealed class ProductionStepConfiguration : ITenantTable<ProductionStep>
{
    public void Configure(EntityTypeBuilder<ProductionStep> builder)
    {
        builder.ToTable("production_steps");
        builder.Property(x => x.StepName).HasMaxLength(200);
        builder.Property(x => x.Status).HasMaxLength(20);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<ProductionOrder>().WithMany().HasForeignKey(x => x.ProductionOrderId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.AssignedTo).OnDelete(DeleteBehavior.NoAction);
    }
}
