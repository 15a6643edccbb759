using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Origin;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Audit;

public sealed class AuditQueriesTestsOnSqlite() : AuditQueriesTests(TenantProvider.Sqlite);

public sealed class AuditQueriesTestsOnPostgres() : AuditQueriesTests(TenantProvider.PostgreSql);

public abstract class AuditQueriesTests(TenantProvider provider)
{
    [Fact]
    public async Task Both_sources_are_one_list_newest_first()
    {
        await using var app = await WithBothSourcesAsync();
        var page = await ListAsync(app, new AuditFilter());
        Assert.Equal(["application create Asha Traders", "imported CREATE ", "imported LOGIN "], page.Rows.Select(Told));
        Assert.Equal((3L, true), (page.Total.Value, page.Total.IsExact));
        Assert.Equal((7, "meera"), (page.Rows[1].OriginUserId, page.Rows[1].Actor));
        Assert.Equal(new DateTime(2025, 8, 2, 9, 30, 0, DateTimeKind.Utc).AddMicroseconds(7), page.Rows[1].OccurredAt);
        Assert.Equal(DateTimeKind.Utc, page.Rows[1].OccurredAt.Kind);
    }

    [Fact]
    public async Task Pages_divide_the_list_without_losing_a_row()
    {
        await using var app = await WithBothSourcesAsync();
        var told = new List<string>();
        for (var index = 0; index < 3; index++)
            told.Add(Told(Assert.Single((await app.Service<AuditQueries>().ListAsync(app.Administrator, new AuditFilter(), index, 1, default)).Rows)));
        Assert.Equal((await ListAsync(app, new AuditFilter())).Rows.Select(Told), told);
    }

    public static TheoryData<AuditFilter, string> Filters() => new()
    {
        { new AuditFilter { Actor = "MEERA" }, "CREATE LOGIN" },
        { new AuditFilter { Actor = "priya" }, "create" },
        { new AuditFilter { Action = "Create" }, "create CREATE" },
        { new AuditFilter { Entity = "parties" }, "create" },
        { new AuditFilter { Entity = "users", EntityId = 7 }, "LOGIN" },
        { new AuditFilter { EntityId = 99 }, "" },
        { new AuditFilter { BatchId = "none" }, "" },
        { new AuditFilter { OriginUserId = 7 }, "CREATE LOGIN" },
        { new AuditFilter { To = new DateTime(2025, 8, 1, 9, 30, 0) }, "LOGIN" },
        { new AuditFilter { From = new DateTime(2025, 8, 1, 9, 30, 1), To = new DateTime(2025, 12, 31) }, "CREATE" },
        { new AuditFilter { Search = "ASHA" }, "create" },
        { new AuditFilter { Search = "méera" }, "CREATE LOGIN" },
        { new AuditFilter { Search = "%" }, "" },
        { new AuditFilter { Reason = "reason nobody gave" }, "" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_narrows_both_sources(AuditFilter filter, string actions)
    {
        await using var app = await WithBothSourcesAsync();
        var page = await ListAsync(app, filter);
        Assert.Equal(actions, string.Join(' ', page.Rows.Select(row => row.Action)));
        Assert.Equal(page.Rows.Count, page.Total.Value);
        var streamed = await app.Service<AuditQueries>().StreamAsync(app.Administrator, filter, default).ToListAsync();
        Assert.Equal(page.Rows, streamed);
    }

    private static Task<AuditPage> ListAsync(TestInstallation app, AuditFilter filter) =>
        app.Service<AuditQueries>().ListAsync(TestInstallation.As(Role.Viewer), filter, 0, 50, default);

    private static string Told(AuditRow row) => $"{row.Source.ToString().ToLowerInvariant()} {row.Action} {row.EntityName}";

    private async Task<TestInstallation> WithBothSourcesAsync()
    {
        var app = await TestInstallation.CreateAsync(provider);
        await app.AddAsync(TestInstallation.Customer("Asha Traders"));
        await app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
        {
            context.OriginRoles.Add(new OriginRole { Id = 1, Name = "Admin" });
            await context.SaveChangesAsync();
            context.OriginUsers.Add(new OriginUser { Id = 7, Username = "meera", PasswordHash = "-", RoleId = 1 });
            await context.SaveChangesAsync();
            context.AuditTrail.AddRange(
                new AuditTrailEntry { Id = 1, UserId = 7, Action = "LOGIN", TableName = "users", RecordId = 7, CreatedAt = new DateTime(2025, 8, 1, 9, 30, 0) },
                new AuditTrailEntry { Id = 2, UserId = 7, Action = "CREATE", TableName = "products", RecordId = 1, CreatedAt = new DateTime(2025, 8, 2, 9, 30, 0).AddMicroseconds(7) });
            await context.SaveChangesAsync();
        }, default);
        return app;
    }
}
