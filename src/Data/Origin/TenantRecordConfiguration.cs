using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Origin;

internal sealed class TenantRecordConfiguration : ITenantTable<TenantRecord>
{
    public void Configure(EntityTypeBuilder<TenantRecord> builder)
    {
        builder.ToTable("tenants");
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Slug).HasMaxLength(50);
        builder.HasIndex(x => x.Slug).IsUnique();
        builder.Property(x => x.Domain).HasMaxLength(100);
        builder.Property(x => x.OrganizationType).HasMaxLength(50);
        builder.Property(x => x.Industry).HasMaxLength(100);
        builder.Property(x => x.Size).HasMaxLength(50);
        builder.Property(x => x.ContactPerson).HasMaxLength(100);
        builder.Property(x => x.ContactEmail).HasMaxLength(100);
        builder.Property(x => x.ContactPhone).HasMaxLength(20);
        builder.Property(x => x.AddressLine1).HasMaxLength(200);
        builder.Property(x => x.AddressLine2).HasMaxLength(200);
        builder.Property(x => x.City).HasMaxLength(100);
        builder.Property(x => x.State).HasMaxLength(100);
        builder.Property(x => x.Country).HasMaxLength(100);
        builder.Property(x => x.Pincode).HasMaxLength(10);
        builder.Property(x => x.Gstin).HasMaxLength(15);
        builder.Property(x => x.Pan).HasMaxLength(10);
        builder.Property(x => x.BusinessRegistrationNumber).HasMaxLength(50);
        builder.Property(x => x.SubscriptionPlan).HasMaxLength(50);
        builder.Property(x => x.SubscriptionStatus).HasMaxLength(20);
    }
}
