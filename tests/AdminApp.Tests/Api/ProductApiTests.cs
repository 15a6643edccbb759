using System.Net;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class ProductApiTestsOnSqlite(ApiServer server) : ProductApiTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class ProductApiTestsOnPostgres(PostgresApiServer server) : ProductApiTests(server);

public abstract class ProductApiTests(ApiServer server)
{
    [Fact]
    public async Task A_product_shows_its_columns_and_its_exact_price()
    {
        var product = (await server.Viewer.GetJsonAsync("/api/products?search=zahnburste"))[0];
        Assert.Equal(
            """{"id":1,"name":"Zahnbürste","description":null,"item_type":"tradable","sales_price":9999999999.99,"purchase_price":0.01,"stock":12,"sku":"ZB-1","unit":"Pcs","supplier":"Ångström Traders","category":"Dental","notes":null,"hsn":null,"gst_rate":18,"is_active":true}""",
            product.GetRawText());
    }

    [Theory]
    [InlineData("", "Zahnbürste,Amalgam")]
    [InlineData("?status=", "Zahnbürste,Amalgam")]
    [InlineData("?status=active", "Zahnbürste,Amalgam")]
    [InlineData("?status=inactive", "Gloves")]
    [InlineData("?status=all", "Zahnbürste,Gloves,Amalgam")]
    [InlineData("?status=whatever", "Zahnbürste,Gloves,Amalgam")]
    [InlineData("?status=all&category=Dental", "Zahnbürste,Gloves")]
    [InlineData("?status=all&item_type=manufactured", "Amalgam")]
    [InlineData("?status=all&search=GL-", "Gloves")]
    public async Task Products_are_listed_by_id_and_status_means_what_it_means_in_the_origin(string query, string names) =>
        Assert.Equal(names.Split(','), (await server.Viewer.GetJsonAsync("/api/products" + query)).Names());

    [Fact]
    public async Task A_filter_that_is_not_offered_is_refused_and_not_ignored()
    {
        var fault = (await server.Viewer.SendAsync(HttpMethod.Get, "/api/products?price_min=5").JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
        Assert.Equal("query.price_min", fault.Loc());
    }

    [Fact]
    public async Task Toggle_flips_writes_an_audit_row_and_a_retry_flips_back()
    {
        foreach (var active in new[] { true, false })
        {
            using var answer = await server.Support.SendAsync(HttpMethod.Patch, $"/api/products/{ApiData.InactiveProduct}/toggle");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(active, (await answer.JsonAsync()).GetProperty("is_active").GetBoolean());
            Assert.NotNull(answer.Headers.ETag);
        }
        var newest = (await server.Administrator.GetJsonAsync("/api/audit-trail?table_name=products&limit=1"))[0];
        Assert.Equal(("DEACTIVATE", """{"is_active":true}""", """{"is_active":false}"""), (newest.GetProperty("action").GetString(), newest.GetProperty("old_values").GetString(), newest.GetProperty("new_values").GetString()));
    }

    [Fact]
    public async Task Toggle_is_refused_for_an_unknown_a_protected_and_a_misspelt_product_and_for_viewers()
    {
        Assert.Equal("Not found", (await server.Support.SendAsync(HttpMethod.Patch, "/api/products/999/toggle").JsonAsync(HttpStatusCode.NotFound)).Detail());
        await server.Support.SendAsync(HttpMethod.Patch, $"/api/products/{ApiData.ProtectedProduct}/toggle").JsonAsync(HttpStatusCode.Conflict);
        Assert.Equal("path.product_id", (await server.Support.SendAsync(HttpMethod.Patch, "/api/products/x/toggle").JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault().Loc());
        Assert.Equal("Forbidden", (await server.Viewer.SendAsync(HttpMethod.Patch, "/api/products/1/toggle").JsonAsync(HttpStatusCode.Forbidden)).Detail());
    }
}
