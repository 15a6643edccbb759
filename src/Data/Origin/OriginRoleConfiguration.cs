using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Origin;

internal sealed class OriginRoleConfiguration : ITenantTable<OriginRole>
{
    public void Configure(EntityTypeBuilder<OriginRole> builder)
    {
        builder.ToTable("roles");
        builder.Property(x => x.Name).HasMaxLength(50);
        builder.HasIndex(x => x.Name).IsUnique();
    }
}
