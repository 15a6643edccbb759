using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Dental;

internal sealed class MedicalHistoryEntryConfiguration : ITenantTable<MedicalHistoryEntry>
{
    public void Configure(EntityTypeBuilder<MedicalHistoryEntry> builder)
    {
        builder.ToTable("medical_history");
        builder.Property(x => x.RecordType).HasMaxLength(50);
        builder.Property(x => x.Condition).HasMaxLength(200);
        builder.Property(x => x.Severity).HasMaxLength(20);
        builder.Property(x => x.Outcome).HasMaxLength(100);
        builder.Property(x => x.ProviderName).HasMaxLength(100);
        builder.Property(x => x.ProviderType).HasMaxLength(50);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Patient>().WithMany().HasForeignKey(x => x.PatientId).OnDelete(DeleteBehavior.NoAction);
    }
}
