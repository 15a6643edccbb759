using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Parties;

internal sealed class PartyConfiguration : ITenantTable<Party>
{
    public void Configure(EntityTypeBuilder<Party> builder)
    {
        builder.ToTable("parties");
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.Gstin).HasMaxLength(15);
        builder.Property(x => x.ContactPerson).HasMaxLength(100);
        builder.Property(x => x.ContactNumber).HasMaxLength(20);
        builder.Property(x => x.Email).HasMaxLength(100);
        builder.Property(x => x.BillingAddressLine1).HasMaxLength(200);
        builder.Property(x => x.BillingAddressLine2).HasMaxLength(200);
        builder.Property(x => x.BillingCity).HasMaxLength(50);
        builder.Property(x => x.BillingState).HasMaxLength(50);
        builder.Property(x => x.BillingCountry).HasMaxLength(50);
        builder.Property(x => x.BillingPincode).HasMaxLength(10);
        builder.Property(x => x.ShippingAddressLine1).HasMaxLength(200);
        builder.Property(x => x.ShippingAddressLine2).HasMaxLength(200);
        builder.Property(x => x.ShippingCity).HasMaxLength(50);
        builder.Property(x => x.ShippingState).HasMaxLength(50);
        builder.Property(x => x.ShippingCountry).HasMaxLength(50);
        builder.Property(x => x.ShippingPincode).HasMaxLength(10);
        builder.Property(x => x.GstRegistrationStatus).HasMaxLength(50);
        builder.Property(x => x.Notes).HasMaxLength(500);
        builder.Property(x => x.IsActive).HasDefaultValue(true);
        builder.Property(x => x.Version).HasDefaultValue(1).IsConcurrencyToken();
        builder.Property(x => x.IsProtected).HasDefaultValue(false);
        // Never an index that starts with the flag: each toggle would move entries about in it.
        builder.HasIndex(x => new { x.NameSort, x.Id }, "parties_name_sort_idx");
        builder.HasIndex(x => new { x.NameSort, x.Id }, "parties_inactive_idx").HasFilter("NOT is_active");
        builder.HasIndex(x => x.Gstin, "parties_gstin_idx").HasFilter("gstin <> ''");
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
