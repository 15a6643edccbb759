using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Origin;

internal sealed class TenantBrandingConfiguration : ITenantTable<TenantBranding>
{
    public void Configure(EntityTypeBuilder<TenantBranding> builder)
    {
        builder.ToTable("tenant_branding");
        builder.HasIndex(x => x.TenantId).IsUnique();
        builder.Property(x => x.LogoUrl).HasMaxLength(500);
        builder.Property(x => x.LogoAltText).HasMaxLength(100);
        builder.Property(x => x.FaviconUrl).HasMaxLength(500);
        builder.Property(x => x.PrimaryColor).HasMaxLength(7);
        builder.Property(x => x.SecondaryColor).HasMaxLength(7);
        builder.Property(x => x.AccentColor).HasMaxLength(7);
        builder.Property(x => x.BackgroundColor).HasMaxLength(7);
        builder.Property(x => x.TextColor).HasMaxLength(7);
        builder.Property(x => x.PrimaryFont).HasMaxLength(50);
        builder.Property(x => x.SecondaryFont).HasMaxLength(50);
        builder.Property(x => x.InvoiceHeaderText).HasMaxLength(100);
        builder.Property(x => x.InvoiceFooterText).HasMaxLength(200);
        builder.Property(x => x.InvoiceTermsText).HasMaxLength(200);
        builder.HasOne<TenantRecord>().WithOne().HasForeignKey<TenantBranding>(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
