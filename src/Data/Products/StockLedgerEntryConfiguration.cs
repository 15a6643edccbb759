using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Products;

internal sealed class StockLedgerEntryConfiguration : ITenantTable<StockLedgerEntry>
{
    public void Configure(EntityTypeBuilder<StockLedgerEntry> builder)
    {
        builder.ToTable("stock_ledger");
        builder.Property(x => x.EntryType).HasMaxLength(10);
        builder.Property(x => x.RefType).HasMaxLength(20);
        builder.HasIndex(x => x.ProductId);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.NoAction);
    }
}
