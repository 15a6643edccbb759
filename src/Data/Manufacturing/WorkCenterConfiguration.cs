using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Manufacturing;

internal sealed class WorkCenterConfiguration : ITenantTable<WorkCenter>
{
    public void Configure(EntityTypeBuilder<WorkCenter> builder)
    {
        builder.ToTable("work_centers");
        builder.Property(x => x.WorkCenterId).HasMaxLength(20);
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Location).HasMaxLength(100);
        builder.Property(x => x.CapacityUnit).HasMaxLength(20);
        builder.Property(x => x.HourlyRate).HasPrecision(10, 2);
        builder.Property(x => x.SetupCost).HasPrecision(10, 2);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
