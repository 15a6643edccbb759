using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Parties;

public sealed class PartyDuplicatesTestsOnSqlite() : PartyDuplicatesTests(TenantProvider.Sqlite);

public sealed class PartyDuplicatesTestsOnPostgres() : PartyDuplicatesTests(TenantProvider.PostgreSql);

public abstract class PartyDuplicatesTests(TenantProvider provider)
{
    [Fact]
    public async Task The_same_GSTIN_the_same_phone_however_written_and_a_similar_name_are_hints()
    {
        await using var app = await TestInstallation.CreateAsync(provider);
        var party = await AddAsync("Ananya Textiles Pvt. Ltd.", "29AAACA1234F1Z5", "+91 98450-11223");
        var gstin = await AddAsync("Something Else", "29AAACA1234F1Z5", null);
        var phone = await AddAsync("Quite Another", null, "(98450) 11223");
        var name = await AddAsync("ANANYA Textile Private Limited", null, null);
        await AddAsync("Ananda Foods", "29AAACA9999F1Z5", "98450 99999");
        await AddAsync("", null, "");

        var found = await app.Service<PartyDuplicates>().OfAsync(app.Administrator, party, default);

        Assert.Equal(
            [(gstin.Id, true, false, false), (phone.Id, false, true, false), (name.Id, false, false, true)],
            found.Select(like => (like.Id, like.SameGstin, like.SamePhone, like.SimilarName)));
        Assert.Empty(await app.Service<PartyDuplicates>().OfAsync(app.Administrator, new Party { Id = -1, Name = "" }, default));

        Task<Party> AddAsync(string called, string? number, string? telephone)
        {
            var added = TestInstallation.Customer(called);
            (added.Gstin, added.ContactNumber) = (number, telephone);
            return app.AddAsync(added);
        }
    }
}

public sealed class PartyLikenessTests
{
    [Theory]
    [InlineData("Party 0001", "Party 0002", false)]
    [InlineData("Shree Ganesh Traders", "Shri Ganesh Traders", true)]
    [InlineData("M/s Müller & Co", "Muller and Company", true)]
    [InlineData("Asha", "Usha", false)]
    [InlineData("आनंद ट्रेडर्स", "आनंद  ट्रेडर्स", true)]
    [InlineData("Pvt Ltd", "Private Limited", false)]
    public void Names_are_similar_but_for_legal_forms_accents_and_slips(string one, string other, bool similar) => Assert.Equal(similar, NameLikeness.IsSimilar(one, other));

    [Theory]
    [InlineData("27AAPFU0939F1ZV", false)]
    [InlineData("27AAPFU0939F1ZW", true)]
    [InlineData("29ABCDE1234F1Z5", true)]
    [InlineData("too short", false)]
    [InlineData(null, false)]
    public void A_GSTIN_is_doubtful_when_its_check_character_does_not_fit(string? gstin, bool doubtful) => Assert.Equal(doubtful, Gstin.IsDoubtful(gstin));
}
