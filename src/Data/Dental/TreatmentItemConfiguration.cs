using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Dental;

internal sealed class TreatmentItemConfiguration : ITenantTable<TreatmentItem>
{
    public void Configure(EntityTypeBuilder<TreatmentItem> builder)
    {
        builder.ToTable("treatment_items");
        builder.Property(x => x.ItemName).HasMaxLength(200);
        builder.Property(x => x.ProcedureCode).HasMaxLength(20);
        builder.Property(x => x.ToothNumber).HasMaxLength(10);
        builder.Property(x => x.Surface).HasMaxLength(50);
        builder.Property(x => x.UnitCost).HasPrecision(10, 2);
        builder.Property(x => x.TotalCost).HasPrecision(10, 2);
        builder.Property(x => x.Status).HasMaxLength(20);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Treatment>().WithMany().HasForeignKey(x => x.TreatmentId).OnDelete(DeleteBehavior.NoAction);
    }
}
