using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.Tests.DataMigration.Translate;

public sealed class ViewTests
{
    private const string Tables = """
        CREATE TABLE city (id int PRIMARY KEY, name varchar(20) NOT NULL, area numeric(8,2), "Name" text COLLATE "C");
        CREATE TABLE person (id serial PRIMARY KEY, city int REFERENCES city, first text NOT NULL, active bool NOT NULL DEFAULT true, born date);
        """;

    private const string Rows = """
        INSERT INTO city VALUES (1, 'Ulm', '10.5', 'b'), (2, 'Bern', '9.0', 'a'), (3, 'Oslo', NULL, NULL);
        INSERT INTO person (city, first, active, born) VALUES (1, 'Ann', 1, '2000-01-01'), (1, 'Bob', 0, '1990-01-01'), (2, 'Cid', 1, NULL), (NULL, 'Dan', 1, NULL);
        """;

    [Fact]
    public async Task A_join_with_an_expression_gives_the_rows_of_PostgreSQL()
    {
        using var scene = await MapScene.OfAsync(Tables + """
            CREATE VIEW list AS SELECT p.id, p.first || ' of ' || c.name AS "who is", CASE WHEN p.active THEN 'active' ELSE '' END AS notes
            FROM person p JOIN city c ON p.city = c.id WHERE c.name <> 'Oslo' ORDER BY p.id DESC LIMIT 2;
            """);
        scene.Target.Execute(Rows);

        Assert.Equal(ObjectOutcome.Translated, scene.Outcome("view", "list").Outcome);
        Assert.Equal(["3|Cid of Bern|active", "2|Bob of Ulm|"], scene.Target.Query("SELECT id, \"who is\", notes FROM list").Select(row => string.Join('|', row)));
    }

    [Fact]
    public async Task Groups_and_views_on_views_are_made_in_the_order_they_need()
    {
        using var scene = await MapScene.OfAsync(Tables + """
            CREATE VIEW z_counts AS SELECT c.id, c.name, count(p.id) AS people, sum(p.id) AS ids FROM city c LEFT JOIN person p ON p.city = c.id GROUP BY c.id, c.name HAVING count(p.id) > 0;
            CREATE VIEW a_big AS SELECT z.name FROM z_counts z WHERE z.people > 1 UNION ALL SELECT s.first FROM (SELECT first FROM person WHERE born IS NULL) s;
            """);
        scene.Target.Execute(Rows);

        Assert.Equal(["z_counts", "a_big"], scene.Map.Late.Where(late => late.Kind == "view").Select(late => late.Name));
        Assert.Equal(["1|Ulm|2|3", "2|Bern|1|3"], scene.Target.Query("SELECT * FROM z_counts ORDER BY id").Select(row => string.Join('|', row)));
        Assert.Equal(["Cid", "Dan", "Ulm"], scene.Target.Query("SELECT * FROM a_big ORDER BY 1").Select(row => row[0]));
    }

    [Fact]
    public async Task Numbers_sort_by_value_and_NULL_where_PostgreSQL_puts_it()
    {
        using var scene = await MapScene.OfAsync(Tables + "CREATE VIEW by_area AS SELECT id, area FROM city ORDER BY area; CREATE VIEW by_c AS SELECT id FROM city ORDER BY \"Name\" DESC LIMIT 2;");
        scene.Target.Execute(Rows);

        Assert.Equal(["2", "1", "3"], scene.Target.Query("SELECT id FROM by_area").Select(row => row[0]));
        Assert.Equal(["3", "1"], scene.Target.Query("SELECT id FROM by_c").Select(row => row[0]));
    }

    [Theory]
    [InlineData("SELECT sum(area) AS s FROM city", "sum()")]
    [InlineData("SELECT avg(id) AS s FROM city", "avg()")]
    [InlineData("SELECT DISTINCT ON (name) name FROM city", "DISTINCT ON")]
    [InlineData("WITH x AS (SELECT 1 AS a) SELECT a FROM x", "WITH")]
    [InlineData("SELECT row_number() OVER () AS n FROM city", "window")]
    [InlineData("SELECT id FROM person WHERE EXISTS (SELECT FROM city)", "subquery")]
    [InlineData("SELECT relname FROM pg_class", "no table")]
    [InlineData("SELECT id FROM city EXCEPT SELECT id FROM person", "EXCEPT")]
    [InlineData("SELECT g FROM generate_series(1, 2) g", "no table")]
    public async Task A_view_that_would_give_something_else_is_kept_with_the_reason(string query, string reason)
    {
        using var scene = await MapScene.OfAsync(Tables + $"CREATE VIEW v AS {query}");

        Assert.Equal(ObjectOutcome.Kept, scene.Outcome("view", "v").Outcome);
        Assert.Contains(reason, scene.Outcome("view", "v").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_of_a_view_is_named()
    {
        using var scene = await MapScene.OfAsync(Tables + "CREATE VIEW v AS SELECT upper(first) AS first FROM person");

        Assert.Equal(ObjectOutcome.Changed, scene.Outcome("view", "v").Outcome);
        Assert.Equal("upper() changes A-Z only; it can be read, not written", scene.Outcome("view", "v").Reason);
    }
}
