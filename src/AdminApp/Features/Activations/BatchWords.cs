using AdminApp.Components.Controls;
using AdminApp.Data.Activations;

namespace AdminApp.Features.Activations;

/// <summary>What the records of a list are called: ("customer", "customers").</summary>
public sealed record Noun(string One, string Many)
{
    public static readonly Noun Records = new("record", "records");

    /// <param name="entity">Table, such as "parties".</param>
    public static Noun Of(string entity) => entity switch
    {
        "parties" => new("party", "parties"),
        "products" => new("product", "products"),
        _ => Records,
    };

    public string For(long count) => count == 1 ? One : Many;

    /// <summary>"1 customer", "412 customers".</summary>
    public string Count(long count) => $"{Numbers.Text(count)} {For(count)}";
}

/// <summary>The words for bulk activations, the same in the dialog, the toast, the list and the batch's page.</summary>
public static class BatchWords
{
    public static string Verb(bool activate) => activate ? "Activate" : "Deactivate";

    public static string Done(bool activate) => activate ? "activated" : "deactivated";

    public static string State(bool active) => active ? "active" : "inactive";

    /// <summary>"have open invoices", for the figure of records.</summary>
    public static string Having(string relation) => relation switch
    {
        "open_invoices" => "have open invoices",
        "open_purchases" => "have open purchases",
        "open_purchase_orders" => "have open purchase orders",
        "active_templates" => "have recurring invoices",
        _ => "have " + relation.Replace('_', ' '),
    };

    /// <summary>"₹14,82,310.00 open in 23 invoices", or the documents alone where they carry no amount.</summary>
    public static string Documents(Dependants dependants)
    {
        var (one, many) = dependants.Relation switch
        {
            "open_invoices" => ("invoice", "invoices"),
            "open_purchases" => ("purchase", "purchases"),
            "open_purchase_orders" => ("open purchase order", "open purchase orders"),
            "active_templates" => ("recurring invoice", "recurring invoices"),
            _ => ("document", "documents"),
        };
        var documents = new Noun(one, many).Count(dependants.Documents);
        if (!dependants.Exact)
            return "at least " + documents;
        return dependants.Amount switch
        {
            null => documents,
            { } amount when dependants.Relation == "open_purchase_orders" => $"{documents}, {Money.Format(amount)}",
            { } amount => $"{Money.Format(amount)} open in {documents}",
        };
    }
}
