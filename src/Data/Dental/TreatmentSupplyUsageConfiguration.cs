using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Dental;

internal sealed class TreatmentSupplyUsageConfiguration : ITenantTable<TreatmentSupplyUsage>
{
    public void Configure(EntityTypeBuilder<TreatmentSupplyUsage> builder)
    {
        builder.ToTable("treatment_supply_usage");
        builder.Property(x => x.UnitCost).HasPrecision(10, 2);
        builder.Property(x => x.TotalCost).HasPrecision(10, 2);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Treatment>().WithMany().HasForeignKey(x => x.TreatmentId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<DentalSupply>().WithMany().HasForeignKey(x => x.SupplyId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.UsedBy).OnDelete(DeleteBehavior.NoAction);
    }
}
