using AdminApp.Components.Controls;

namespace AdminApp.Tests.Components;

public sealed class GridSelectionTests
{
    private readonly GridSelection selection = new();

    [Fact]
    public void Single_rows_are_counted_one_by_one()
    {
        selection.SetAll([1, 2, 3], true);
        selection.Set(2, false);
        Assert.Equal(2, selection.Count(4191));
        Assert.True(selection.Contains(1));
        Assert.False(selection.Contains(2));
        Assert.Equal([1L, 3L], selection.Ids.Order());
        Assert.Empty(selection.ExcludedIds);
    }

    [Fact]
    public void Everything_that_matches_can_leave_rows_out()
    {
        selection.Set(7, true);
        selection.SelectAllMatching();
        selection.Set(2, false);
        Assert.True(selection.AllMatching);
        Assert.Equal(4190, selection.Count(4191));
        Assert.True(selection.Contains(7));
        Assert.False(selection.Contains(2));
        Assert.Equal([2L], selection.ExcludedIds);
        Assert.Empty(selection.Ids);
    }

    [Fact]
    public void A_row_left_out_can_be_taken_back_in()
    {
        selection.SelectAllMatching();
        selection.Set(2, false);
        selection.Set(2, true);
        Assert.Equal(4191, selection.Count(4191));
    }

    [Fact]
    public void Cleared_means_nothing_at_all()
    {
        selection.SelectAllMatching();
        selection.Clear();
        Assert.False(selection.Any(4191));
        Assert.False(selection.AllMatching);
    }

    [Theory]
    [InlineData("name", "name", false)]
    [InlineData("-name", "name", true)]
    public void A_sort_survives_the_address(string text, string key, bool descending)
    {
        var sort = GridSort.Parse(text);
        Assert.Equal(new GridSort(key, descending), sort);
        Assert.Equal(text, sort!.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    public void No_sort_is_null(string? text) => Assert.Null(GridSort.Parse(text));
}
