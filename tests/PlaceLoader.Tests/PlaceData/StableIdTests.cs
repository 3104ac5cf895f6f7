using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Tests.PlaceData;

public sealed class StableIdTests
{
    [Fact]
    public void A_name_gives_the_id_that_the_standard_gives()
    {
        var dns = new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");     // RFC 9562, appendix A.4

        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), StableId.NameBased(dns, "www.example.com"));
    }

    [Fact]
    public void A_record_keeps_its_id_from_one_release_of_the_program_to_the_next() =>
        Assert.Equal(
            new Guid("e6e202e5-ef34-5d1d-ab24-be835bc4ac4f"), StableId.Of("oldham", "service", "leg-ulcer-clinic"));

    [Fact]
    public void The_same_code_is_another_record_in_another_place_and_of_another_kind()
    {
        Guid[] ids =
        [
            StableId.Of("oldham", "site", "hub"), StableId.Of("bury", "site", "hub"), StableId.Of("oldham", "service", "hub"),
        ];

        Assert.Distinct(ids);
    }
}
