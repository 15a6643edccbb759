using AdminApp.Data.Text;

namespace AdminApp.Data.Tests.Text;

public sealed class SearchFoldTests
{
    [Theory]
    [InlineData("ÄRZTE", "arzte")]
    [InlineData("São José", "sao jose")]
    [InlineData("Ελληνικά", "ελληνικα")]
    [InlineData("ΣΟΦΟΣ", "σοφος")]
    [InlineData("ＦＵＬＬ width", "full width")]
    [InlineData("東京", "東京")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Folding_drops_case_accents_and_width(string? text, string folded) => Assert.Equal(SearchFold.Fold(folded), SearchFold.Fold(text));

    [Fact]
    public void Indic_vowel_signs_are_letters_and_stay() => Assert.NotEqual(SearchFold.Fold("की"), SearchFold.Fold("का"));

    [Fact]
    public void A_lone_surrogate_does_not_stop_the_folding() => Assert.Contains("abc", SearchFold.Fold("ABC\ud800"), StringComparison.Ordinal);

    [Fact]
    public void No_term_matches_across_two_fields() => Assert.Equal("ab\ncd", SearchFold.Join("AB", null, "", "CD"));

    [Fact]
    public void A_pattern_takes_its_wildcards_literally() => Assert.Equal(@"%50\% a\_b\\c%", SearchFold.LikePattern(@"50% A_B\c"));
}
