using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Activations;

internal sealed class ActivationItemConfiguration : ITenantTable<ActivationItem>
{
    public void Configure(EntityTypeBuilder<ActivationItem> builder)
    {
        builder.ToTable("activation_items");
        builder.HasKey(x => new { x.BatchId, x.Seq });
        builder.Property(x => x.BatchId).HasMaxLength(36).ValueGeneratedNever();
        builder.Property(x => x.Seq).ValueGeneratedNever();
        builder.Property(x => x.Outcome).HasMaxLength(20);
        builder.Property(x => x.Detail).HasMaxLength(200);
        builder.HasIndex(x => new { x.BatchId, x.EntityId }).IsUnique();
        builder.HasIndex(x => new { x.BatchId, x.Outcome, x.Seq });
        builder.HasOne<ActivationBatch>().WithMany().HasForeignKey(x => x.BatchId).OnDelete(DeleteBehavior.Cascade);
    }
}
