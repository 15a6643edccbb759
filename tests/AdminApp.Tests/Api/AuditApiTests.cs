using System.Net;
using System.Text.Json;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class AuditApiTestsOnSqlite(ApiServer server) : AuditApiTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class AuditApiTestsOnPostgres(PostgresApiServer server) : AuditApiTests(server);

public abstract class AuditApiTests(ApiServer server)
{
    [Fact]
    public async Task An_imported_row_shows_the_origins_ten_keys_then_ours()
    {
        var row = Assert.Single((await server.Administrator.GetJsonAsync("/api/audit-trail?user_id=7&action=login")).EnumerateArray().ToList());
        Assert.Equal(
            """{"id":1,"user_id":7,"action":"LOGIN","table_name":"users","record_id":7,"old_values":null,"new_values":null,"ip_address":"10.0.0.9","user_agent":"Firefox","created_at":"2025-08-01T09:30:00","user":"meera","reason":null,"batch_id":null,"source":"imported"}""",
            row.GetRawText());
    }

    [Fact]
    public async Task A_change_through_the_api_is_the_newest_row_with_who_and_what()
    {
        var id = await server.Support.CreatePartyAsync("Audited");
        await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", """{"notes":"new"}""", ("User-Agent", "curl/8")).JsonAsync();
        var row = (await server.Administrator.GetJsonAsync("/api/audit-trail"))[0];
        Assert.Equal(("UPDATE", "parties", id), (row.GetProperty("action").GetString(), row.GetProperty("table_name").GetString(), row.GetProperty("record_id").GetInt32()));
        Assert.Equal(("""{"notes":null}""", """{"notes":"new"}"""), (row.GetProperty("old_values").GetString(), row.GetProperty("new_values").GetString()));
        Assert.Equal(("support", "application", "curl/8"), (row.GetProperty("user").GetString(), row.GetProperty("source").GetString(), row.GetProperty("user_agent").GetString()));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("user_id").ValueKind);
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?$", row.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task Dates_narrow_the_list_and_pages_divide_it()
    {
        async Task<string> Ids(string query) => string.Join(' ', (await server.Administrator.GetJsonAsync("/api/audit-trail?user_id=7" + query)).EnumerateArray().Select(row => row.GetProperty("id").GetInt32()));
        Assert.Equal("2 1", await Ids(""));
        Assert.Equal("2", await Ids("&from_date=2025-08-02"));
        Assert.Equal("1", await Ids("&to_date=2025-08-02"));
        Assert.Equal("1", await Ids("&to_date=2025-08-01T15:00:00%2B05:30"));
        Assert.Empty(await Ids("&to_date=2025-08-01T14:59:59%2B05:30"));
        Assert.Equal("1", await Ids("&page=2&limit=1"));
        Assert.Empty(await Ids("&page=3&limit=1"));
        Assert.Equal("2", await Ids("&table_name=products"));
    }

    [Theory]
    [InlineData("page=0", "greater_than_equal")]
    [InlineData("limit=-1", "greater_than_equal")]
    [InlineData("limit=many", "int_parsing")]
    [InlineData("user_id=me", "int_parsing")]
    [InlineData("from_date=yesterday", "datetime_from_date_parsing")]
    [InlineData("to_date=2025-13-01", "datetime_from_date_parsing")]
    public async Task What_is_no_page_or_date_is_a_fault_of_the_query(string query, string type)
    {
        foreach (var path in query.Contains("page", StringComparison.Ordinal) || query.Contains("limit", StringComparison.Ordinal) ? new[] { "" } : ["", "/export"])
        {
            var fault = (await server.Administrator.SendAsync(HttpMethod.Get, $"/api/audit-trail{path}?{query}").JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
            Assert.Equal((type, "query." + query.Split('=')[0]), (fault.GetProperty("type").GetString(), fault.Loc()));
        }
    }

    [Fact]
    public async Task The_export_is_csv_that_runs_no_formula()
    {
        using var answer = await server.Administrator.SendAsync(HttpMethod.Get, "/api/audit-trail/export?user_id=7");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("attachment", "audit_trail.csv"), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(
            """
            id,user_id,action,table_name,record_id,old_values,new_values,ip_address,user_agent,created_at,user,reason,batch_id,source
            2,7,CREATE,products,1,,"'=HYPERLINK(""http://example.in"")",,,2025-08-02T09:30:00.000120,meera,,,imported
            1,7,LOGIN,users,7,,,10.0.0.9,Firefox,2025-08-01T09:30:00,meera,,,imported

            """.ReplaceLineEndings("\r\n"),
            await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/audit-trail")]
    [InlineData("/api/audit-trail/export")]
    public async Task Only_administrators_read_it(string path)
    {
        Assert.Equal("Forbidden", (await server.Support.SendAsync(HttpMethod.Get, path).JsonAsync(HttpStatusCode.Forbidden)).Detail());
        Assert.Equal("Forbidden", (await server.Viewer.SendAsync(HttpMethod.Get, path).JsonAsync(HttpStatusCode.Forbidden)).Detail());
    }
}
