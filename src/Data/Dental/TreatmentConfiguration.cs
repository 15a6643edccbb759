using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Dental;

internal sealed class TreatmentConfiguration : ITenantTable<Treatment>
{
    public void Configure(EntityTypeBuilder<Treatment> builder)
    {
        builder.ToTable("treatments");
        builder.Property(x => x.TreatmentId).HasMaxLength(20);
        builder.Property(x => x.TreatmentType).HasMaxLength(100);
        builder.Property(x => x.TreatmentCategory).HasMaxLength(50);
        builder.Property(x => x.ToothNumbers).HasMaxLength(100);
        builder.Property(x => x.Status).HasMaxLength(20);
        builder.Property(x => x.EstimatedCost).HasPrecision(10, 2);
        builder.Property(x => x.ActualCost).HasPrecision(10, 2);
        builder.Property(x => x.InsuranceCoverage).HasPrecision(10, 2);
        builder.Property(x => x.PatientShare).HasPrecision(10, 2);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Patient>().WithMany().HasForeignKey(x => x.PatientId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(x => x.AppointmentId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<OriginUser>().WithMany().HasForeignKey(x => x.DoctorId).OnDelete(DeleteBehavior.NoAction);
    }
}
