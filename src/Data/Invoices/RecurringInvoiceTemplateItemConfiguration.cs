using AdminApp.Data.Origin;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminApp.Data.Invoices;

internal sealed class RecurringInvoiceTemplateItemConfiguration : ITenantTable<RecurringInvoiceTemplateItem>
{
    public void Configure(EntityTypeBuilder<RecurringInvoiceTemplateItem> builder)
    {
        builder.ToTable("recurring_invoice_template_items");
        builder.Property(x => x.Description).HasMaxLength(200);
        builder.Property(x => x.HsnCode).HasMaxLength(10);
        builder.Property(x => x.Rate).HasPrecision(12, 2);
        builder.Property(x => x.Discount).HasPrecision(12, 2);
        builder.Property(x => x.DiscountType).HasMaxLength(20);
        builder.HasOne<TenantRecord>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<RecurringInvoiceTemplate>().WithMany().HasForeignKey(x => x.TemplateId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Product>().WithMany().HasForeignKey(x => x.ProductId).OnDelete(DeleteBehavior.NoAction);
    }
}
