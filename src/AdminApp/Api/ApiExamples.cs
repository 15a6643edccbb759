using AdminApp.Features.Activations;
using AdminApp.Features.Exchange;
using AdminApp.Features.Parties;
using AdminApp.Features.Tokens;

namespace AdminApp.Api;

/// <summary>Bodies that work when sent as they stand in the OpenAPI document.</summary>
internal static class ApiExamples
{
    /// <returns>JSON; null when the type has no example.</returns>
    public static string? Of(Type type) =>
        type == typeof(PartyCreate) ? """{"type":"customer","name":"Asha Traders","billing_address_line1":"12 MG Road","billing_city":"Bengaluru","billing_state":"Karnataka","billing_pincode":"560001","gstin":"29ABCDE1234F1Z5","gst_registration_status":"GST registered"}"""
        : type == typeof(PartyUpdate) ? """{"contact_number":"+91 80 5550 0100","notes":null}"""
        : type == typeof(ActivationReason) ? """{"reason":"Closed its business"}"""
        : type == typeof(BulkRequest) ? """{"filter":{"type":"customer","city":["Mysuru"]},"reason":"No orders since 2023","dry_run":true}"""
        : type == typeof(ImportCheck) ? """{"file":"fair.csv","columns":{"Company":"name","Street":"billing_address_line1","City":"billing_city","State":"billing_state"},"type":"customer","on_fault":"skip"}"""
        : type == typeof(ImportReason) ? """{"reason":"Visitors of the fair"}"""
        : type == typeof(TokenRequest) ? """{"name":"nightly export","person":"priya","scopes":["read"],"days":90}"""
        : type == typeof(UndoRequest) ? """{"reason":"Wrong city"}"""
        : null;
}
