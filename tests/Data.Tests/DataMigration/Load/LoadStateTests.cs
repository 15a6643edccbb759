using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.DataMigration.Load;

public sealed class LoadStateTests
{
    private static readonly DatabaseMap Map = new() { Mode = CopyMode.Translate, Tables = [], CreateTables = [], Late = [], Outcomes = [], Sequences = [] };

    [Fact]
    public void A_state_that_ended_in_the_middle_of_its_making_is_none_to_go_on_from()
    {
        using var directory = new TestDirectory();
        var path = directory.File("target.db");
        // As when the process is killed between the first index and the second.
        var late = new EndsAfterOne(new LateStatement("index", "a", "CREATE INDEX a ON t (x)"));

        using (var file = SqliteFile.Open(path, create: true))
            Assert.Throws<InvalidOperationException>(() => LoadState.Create(file, Map, "source", late));

        using var again = SqliteFile.Open(path, create: false);
        Assert.False(LoadState.Exists(again));
    }

    [Fact]
    public void A_state_that_was_made_names_everything_that_is_still_to_come()
    {
        using var directory = new TestDirectory();
        var path = directory.File("target.db");
        LateStatement[] late = [new("index", "a", "CREATE INDEX a ON t (x)"), new("index", "b's", "CREATE INDEX \"b's\" ON t (y)")];

        using (var file = SqliteFile.Open(path, create: true))
            LoadState.Create(file, Map, "source", late);

        using var again = SqliteFile.Open(path, create: false);
        Assert.True(LoadState.Exists(again));
        Assert.Equal(late, LoadState.Resume(again, Map, "source").Late);
    }

    private sealed class EndsAfterOne(LateStatement first) : IReadOnlyList<LateStatement>
    {
        public int Count => 2;

        public LateStatement this[int index] => index == 0 ? first : throw new InvalidOperationException("killed");

        public IEnumerator<LateStatement> GetEnumerator()
        {
            yield return this[0];
            yield return this[1];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
