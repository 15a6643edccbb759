using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Jobs;

internal sealed class JobConfiguration : ITenantTable<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.Property(x => x.Id).HasMaxLength(36).ValueGeneratedNever();
        builder.Property(x => x.Kind).HasMaxLength(50);
        builder.Property(x => x.State).HasMaxLength(20);
        builder.Property(x => x.Message).HasMaxLength(500);
        builder.Property(x => x.CreatedBy).HasMaxLength(256);
    }
}
