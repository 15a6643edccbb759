using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Dental;

internal sealed class PatientConfiguration : ITenantTable<Patient>
{
    public void Configure(EntityTypeBuilder<Patient> builder)
    {
        builder.ToTable("patients");
        builder.Property(x => x.PatientId).HasMaxLength(20);
        builder.Property(x => x.FirstName).HasMaxLength(100);
        builder.Property(x => x.LastName).HasMaxLength(100);
        builder.Property(x => x.Gender).HasMaxLength(10);
        builder.Property(x => x.Phone).HasMaxLength(20);
        builder.Property(x => x.Email).HasMaxLength(100);
        builder.Property(x => x.EmergencyContact).HasMaxLength(100);
        builder.Property(x => x.EmergencyPhone).HasMaxLength(20);
        builder.Property(x => x.AddressLine1).HasMaxLength(200);
        builder.Property(x => x.AddressLine2).HasMaxLength(200);
        builder.Property(x => x.City).HasMaxLength(100);
        builder.Property(x => x.State).HasMaxLength(100);
        builder.Property(x => x.Pincode).HasMaxLength(10);
        builder.Property(x => x.BloodGroup).HasMaxLength(5);
        builder.Property(x => x.DentalInsurance).HasMaxLength(100);
        builder.Property(x => x.InsuranceNumber).HasMaxLength(50);
        builder.Property(x => x.InsuranceProvider).HasMaxLength(100);
        builder.Property(x => x.Occupation).HasMaxLength(100);
        builder.Property(x => x.ReferredBy).HasMaxLength(100);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
