using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Audit;

internal sealed class AuditEntryConfiguration : ITenantTable<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.Property(x => x.Actor).HasMaxLength(256);
        builder.Property(x => x.ActorId).HasMaxLength(64);
        builder.Property(x => x.Origin).HasMaxLength(64);
        builder.Property(x => x.UserAgent).HasMaxLength(500);
        builder.Property(x => x.Action).HasMaxLength(50);
        builder.Property(x => x.Entity).HasMaxLength(50);
        builder.Property(x => x.EntityName).HasMaxLength(200);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.Property(x => x.BatchId).HasMaxLength(36);
        builder.HasIndex(x => new { x.Entity, x.EntityId, x.Id });
        builder.HasIndex(x => x.BatchId).HasFilter("batch_id IS NOT NULL");
        builder.HasIndex(x => x.OccurredAt);
        // Single changes are few beside those of a bulk action, and are what the dashboard asks for.
        builder.HasIndex(x => x.OccurredAt, "audit_entries_single_idx").HasFilter("batch_id IS NULL");
    }
}
