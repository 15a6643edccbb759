using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Dental;

internal sealed class DentalSupplyConfiguration : ITenantTable<DentalSupply>
{
    public void Configure(EntityTypeBuilder<DentalSupply> builder)
    {
        builder.ToTable("dental_supplies");
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Category).HasMaxLength(100);
        builder.Property(x => x.Subcategory).HasMaxLength(100);
        builder.Property(x => x.Sku).HasMaxLength(50);
        builder.Property(x => x.Brand).HasMaxLength(100);
        builder.Property(x => x.Model).HasMaxLength(100);
        builder.Property(x => x.Size).HasMaxLength(50);
        builder.Property(x => x.Unit).HasMaxLength(20);
        builder.Property(x => x.UnitCost).HasPrecision(10, 2);
        builder.Property(x => x.SellingPrice).HasPrecision(10, 2);
        builder.Property(x => x.SupplierName).HasMaxLength(100);
        builder.Property(x => x.SupplierContact).HasMaxLength(100);
        builder.Property(x => x.SupplierPhone).HasMaxLength(20);
        builder.Property(x => x.LotNumber).HasMaxLength(50);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
