using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class OriginContractTestsOnSqlite(ApiServer server) : OriginContractTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class OriginContractTestsOnPostgres(PostgresApiServer server) : OriginContractTests(server);

/// <summary>
/// The requests a caller of the origin makes, replayed one after another; status, keys, their order, values and faults are compared
/// as texts. $id stands for the party created here; … for what a caller cannot rely on.
/// </summary>
public abstract class OriginContractTests(ApiServer server)
{
    private const string Body = """{"type":"vendor","name":"Contract Party","billing_address_line1":"1 Road","billing_city":"Pune","billing_state":"Maharashtra","is_active":false,"tenant_id":9}""";

    private const string Created =
        """{"id":$id,"type":"vendor","name":"Contract Party","contact_person":null,"contact_number":null,"email":null,"gstin":null,"gst_registration_status":"GST not registered","gst_enabled":true"""
        + ""","billing_address_line1":"1 Road","billing_address_line2":null,"billing_city":"Pune","billing_state":"Maharashtra","billing_country":"India","billing_pincode":null"""
        + ""","shipping_address_line1":null,"shipping_address_line2":null,"shipping_city":null,"shipping_state":null,"shipping_country":null,"shipping_pincode":null,"notes":null,"is_active":true}""";

    private const string Int = """{"detail":[{"type":"int_parsing","loc":["path","party_id"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"abc"}]}""";

    private static readonly string Inactive = Created.Replace("\"is_active\":true", "\"is_active\":false", StringComparison.Ordinal);

    private static readonly string Updated = Created.Replace("\"contact_person\":null", "\"contact_person\":\"Asha\"", StringComparison.Ordinal).Replace("\"GST not registered\"", "\"GST registered\"", StringComparison.Ordinal);

    public static IEnumerable<(string Request, string? Body, int Status, string Answer)> Replay() =>
    [
        ("GET /api/parties?search=CONTRACT%20party", null, 200, $"[{Created}]"),
        ("GET /api/parties/vendors?search=contract%20party", null, 200, $"[{Created}]"),
        ("GET /api/parties/customers?search=contract%20party", null, 200, "[]"),
        ("GET /api/parties?search=contract%20party&type=", null, 200, $"[{Created}]"),
        ("GET /api/parties/customers?search=contract%20party&type=vendor", null, 200, "[]"),
        ("GET /api/parties?include_inactive=perhaps", null, 422, """{"detail":[{"type":"bool_parsing","loc":["query","include_inactive"],"msg":"Input should be a valid boolean, unable to interpret input","input":"perhaps"}]}"""),
        ("GET /api/parties/", null, 307, ""),
        ("DELETE /api/parties", null, 405, """{"detail":"Method Not Allowed"}"""),
        ("GET /api/no-such-thing", null, 404, """{"detail":"Not Found"}"""),
        ("PUT /api/parties/$id", """{"contact_person":"Asha","gst_registration_status":"GST registered","type":"customer","is_active":false}""", 200, Updated),
        ("PUT /api/parties/$id", """{"contact_person":null,"gst_registration_status":null}""", 200, Created),
        ("PUT /api/parties/$id", """{"gstin":"29abcde1234f1z5"}""", 422, """{"detail":[{"type":"value_error","loc":["body","gstin"],"msg":"Value error, Invalid GSTIN format","input":"29abcde1234f1z5","ctx":{"error":{}}}]}"""),
        ("PUT /api/parties/999999", "{}", 404, """{"detail":"Party not found"}"""),
        ("PUT /api/parties/abc", "{}", 422, Int),
        ("PATCH /api/parties/$id/toggle", null, 200, Inactive),
        ("GET /api/parties?search=contract%20party", null, 200, "[]"),
        ("GET /api/parties?search=contract%20party&include_inactive=true", null, 200, $"[{Inactive}]"),
        ("GET /api/parties?search=contract%20party&include_inactive=1", null, 200, $"[{Inactive}]"),
        ("GET /api/parties/vendors?search=contract%20party&include_inactive=yes", null, 200, $"[{Inactive}]"),
        ("PUT /api/parties/$id", """{"name":"Contract Party"}""", 200, Inactive),
        ("PATCH /api/parties/$id/toggle", null, 200, Created),
        ("PATCH /api/parties/999999/toggle", null, 404, """{"detail":"Party not found"}"""),
        ("PATCH /api/parties/abc/toggle", null, 422, Int),
        ("POST /api/parties", """{"name":"x"}""", 422, """{"detail":[{"type":"missing","loc":["body","type"],"msg":"Field required","input":{"name":"x"}},…"""),
        ("POST /api/parties", "[1]", 422, """{"detail":[{"type":"model_attributes_type","loc":["body"],…"""),
        ("POST /api/parties", "{", 422, """{"detail":[{"type":"json_invalid","loc":["body",…"""),
        ("PATCH /api/products/999999/toggle", null, 404, """{"detail":"Not found"}"""),
        ("POST /api/auth/login", """{"username":"nobody","password":"wrong"}""", 401, """{"detail":"Invalid credentials"}"""),
        ("POST /api/auth/login", """{"username":"nobody"}""", 422, """{"detail":[{"type":"missing","loc":["body","password"],"msg":"Field required",…"""),
    ];

    [Fact]
    public async Task Every_documented_request_gets_the_documented_answer()
    {
        using var made = await server.Support.SendAsync(HttpMethod.Post, "/api/parties", Body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var first = await made.Content.ReadAsStringAsync();
        var id = JsonDocument.Parse(first).RootElement.GetProperty("id").GetRawText();
        Assert.Equal(Created.Replace("$id", id, StringComparison.Ordinal), first);
        Assert.Equal("nosniff", made.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", made.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("default-src 'self'", made.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var different = new List<string>();
        foreach (var (request, body, status, answer) in Replay())
        {
            var (method, path) = (request.Split(' ')[0], request.Split(' ')[1].Replace("$id", id, StringComparison.Ordinal));
            using var got = await server.Support.SendAsync(new HttpMethod(method), path, body);
            var text = await got.Content.ReadAsStringAsync();
            var wanted = answer.Replace("$id", id, StringComparison.Ordinal);
            if ((int)got.StatusCode != status || !(wanted.EndsWith('…') ? text.StartsWith(wanted[..^1], StringComparison.Ordinal) : text == wanted))
                different.Add($"{request} {body}: wanted {status} {wanted}, got {(int)got.StatusCode} {text}");
        }
        Assert.Empty(different);
    }

    [Fact]
    public async Task Who_sends_no_token_or_a_wrong_one_or_a_form_is_answered_as_the_origin_does()
    {
        using var none = await server.Anonymous.GetAsync(new Uri("/api/parties", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer", """{"detail":"Not authenticated"}"""), (none.StatusCode, none.Headers.WwwAuthenticate.Single().ToString(), await none.Content.ReadAsStringAsync()));
        using var wrong = await server.Anonymous.SendAsync(HttpMethod.Get, "/api/parties", null, ("Authorization", "Bearer eyJhbGciOi"));
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer", """{"detail":"Could not validate credentials"}"""), (wrong.StatusCode, wrong.Headers.WwwAuthenticate.Single().ToString(), await wrong.Content.ReadAsStringAsync()));
        using var form = new StringContent("username=a&password=b", Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var refused = await server.Anonymous.PostAsync(new Uri("/api/auth/login", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var forbidden = await server.Viewer.SendAsync(HttpMethod.Get, "/api/audit-trail");
        Assert.Equal((HttpStatusCode.Forbidden, """{"detail":"Forbidden"}"""), (forbidden.StatusCode, await forbidden.Content.ReadAsStringAsync()));
    }
}
