using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Origin;

internal sealed class TenantSettingConfiguration : ITenantTable<TenantSetting>
{
    public void Configure(EntityTypeBuilder<TenantSetting> builder)
    {
        builder.ToTable("tenant_settings");
        builder.Property(x => x.Category).HasMaxLength(50);
        builder.Property(x => x.SettingKey).HasMaxLength(100);
        builder.Property(x => x.SettingType).HasMaxLength(20);
        builder.Property(x => x.Description).HasMaxLength(200);
        builder.HasIndex(x => new { x.TenantId, x.Category, x.SettingKey }).IsUnique().HasDatabaseName("uq_tenant_setting");
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
