using AdminApp.Data.Activations;
using AdminApp.Features.Activations;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Tests.Activations;

public sealed class BulkPreviewDialogTests : BunitContext
{
    private readonly List<BulkConfirmation> applied = [];

    public BulkPreviewDialogTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void It_shows_every_count_and_what_hangs_on_the_records()
    {
        var dialog = Show(Preview(willChange: 412) with { Dependants = [new Dependants("open_invoices", 17, 40, 1482310.00m), new Dependants("active_templates", 2, 3, null)] });

        Assert.Contains("412", Fact(dialog, "will change"), StringComparison.Ordinal);
        Assert.Contains("9", Fact(dialog, "already inactive"), StringComparison.Ordinal);
        Assert.Contains("3", Fact(dialog, "protected"), StringComparison.Ordinal);
        Assert.Contains("₹14,82,310.00", dialog.Markup, StringComparison.Ordinal);
        Assert.Contains("Ganga Traders", dialog.Find(".sample").TextContent, StringComparison.Ordinal);
        Assert.Equal("Deactivate 412", dialog.Find(".btn.danger").TextContent.Trim());
    }

    [Fact]
    public void Nothing_is_applied_without_a_reason()
    {
        var dialog = Show(Preview(willChange: 2));

        dialog.Find(".btn.danger").Click();
        Assert.Empty(applied);
        Assert.Contains("Say why", dialog.Markup, StringComparison.Ordinal);

        dialog.Find("textarea").Input("  closed down ");
        dialog.Find(".btn.danger").Click();
        Assert.Equal(new BulkConfirmation("closed down", null), Assert.Single(applied));
    }

    [Fact]
    public void A_large_change_needs_its_number_typed_with_or_without_separators()
    {
        var dialog = Show(Preview(willChange: 4191) with { MustTypeNumber = true });
        dialog.Find("textarea").Input("closed down");

        dialog.Find("input.number").Input("4190");
        dialog.Find(".btn.danger").Click();
        Assert.Empty(applied);

        dialog.Find("input.number").Input("4,191");
        dialog.Find(".btn.danger").Click();
        Assert.Equal(4191, Assert.Single(applied).Number);
    }

    [Fact]
    public void When_nothing_would_change_there_is_nothing_to_press()
    {
        var dialog = Show(Preview(willChange: 0));

        Assert.Contains("Nothing would change", dialog.Markup, StringComparison.Ordinal);
        Assert.Empty(dialog.FindAll("textarea"));
        Assert.Empty(dialog.FindAll(".btn.danger"));
    }

    [Fact]
    public void Activating_is_not_dressed_as_destructive_and_names_no_protected_ones()
    {
        var dialog = Show(Preview(willChange: 5) with { Activate = true, Protected = 0 });

        Assert.Empty(dialog.FindAll(".btn.danger"));
        Assert.Equal("Activate 5", dialog.Find(".btn.primary").TextContent.Trim());
        Assert.DoesNotContain("protected", dialog.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_shown_and_the_typed_reason_stays()
    {
        var preview = Preview(willChange: 2);
        var dialog = Show(preview);
        dialog.Find("textarea").Input("closed down");

        dialog.Render(parameters => parameters.Add(d => d.Error, "The preview has expired."));

        Assert.Contains("The preview has expired.", dialog.Markup, StringComparison.Ordinal);
        dialog.Find(".btn.danger").Click();
        Assert.Equal("closed down", Assert.Single(applied).Reason);
    }

    private IRenderedComponent<BulkPreviewDialog> Show(ActivationPreview preview) => Render<BulkPreviewDialog>(parameters => parameters
        .Add(d => d.Preview, preview)
        .Add(d => d.OnApply, EventCallback.Factory.Create<BulkConfirmation>(this, applied.Add))
        .Add(d => d.OnCancel, () => { }));

    private static string Fact(IRenderedComponent<BulkPreviewDialog> dialog, string label) =>
        dialog.FindAll(".fact").Single(fact => fact.TextContent.Contains(label, StringComparison.Ordinal)).TextContent;

    private static ActivationPreview Preview(int willChange) => new(
        "batch", "parties", false, willChange, 9, 3, [], ["Ganga Traders"], false, new DateTime(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc));
}
