using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Activations;

internal sealed class ActivationBatchConfiguration : ITenantTable<ActivationBatch>
{
    public void Configure(EntityTypeBuilder<ActivationBatch> builder)
    {
        builder.ToTable("activation_batches");
        builder.Property(x => x.Id).HasMaxLength(36).ValueGeneratedNever();
        builder.Property(x => x.Entity).HasMaxLength(50);
        builder.Property(x => x.State).HasMaxLength(20);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.Property(x => x.Ticket).HasMaxLength(100);
        builder.Property(x => x.UndoOf).HasMaxLength(36);
        builder.Property(x => x.CreatedBy).HasMaxLength(256);
        builder.Property(x => x.CreatedById).HasMaxLength(64);
        builder.Property(x => x.Origin).HasMaxLength(64);
        builder.Property(x => x.Error).HasMaxLength(500);
        builder.Property(x => x.UndoneBy).HasMaxLength(36);
        builder.HasIndex(x => x.CreatedAt);
    }
}
