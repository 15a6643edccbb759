using AdminApp.Data.Origin;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Invoices;

internal sealed class GstInvoiceTemplateConfiguration : ITenantTable<GstInvoiceTemplate>
{
    public void Configure(EntityTypeBuilder<GstInvoiceTemplate> builder)
    {
        builder.ToTable("gst_invoice_templates");
        builder.Property(x => x.TemplateId).HasMaxLength(50);
        builder.HasIndex(x => x.TemplateId).IsUnique();
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.Description).HasMaxLength(500);
        builder.Property(x => x.Title).HasMaxLength(50);
        builder.Property(x => x.PaperSizes).HasMaxLength(50);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
