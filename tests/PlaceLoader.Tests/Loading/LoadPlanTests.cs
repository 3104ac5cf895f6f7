using System.Text.Json;
using System.Text.RegularExpressions;
using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.Tests.PlaceData;

namespace IntegratedCare.PlaceLoader.Tests.Loading;

public sealed partial class LoadPlanTests
{
    private static IReadOnlyList<Upsert> Plan(string place) => LoadPlan.Of(ShippedPlaceTests.Read(place), withPersonas: true);

    private static string Body(Upsert upsert) => JsonSerializer.Serialize(upsert.Body);

    [Theory]
    [InlineData("oldham")]
    [InlineData("bury")]
    public void Planning_a_place_twice_gives_the_same_calls(string place) =>
        Assert.Equal(Plan(place).Select(each => each.Path + Body(each)), Plan(place).Select(each => each.Path + Body(each)));

    [Theory]
    [InlineData("oldham")]
    [InlineData("bury")]
    public void No_record_is_put_twice(string place) => Assert.Distinct(Plan(place).Select(each => each.Path));

    [Theory]
    [InlineData("oldham")]
    [InlineData("bury")]
    public void Every_record_comes_after_those_it_refers_to(string place)
    {
        var known = new HashSet<string>();
        foreach (var upsert in Plan(place))
        {
            known.UnionWith(Ids().Matches(upsert.Path).Select(match => match.Value));
            // A team's members are part of the team and have no call of their own.
            if (upsert.Kind == "teams") continue;
            // A taxonomy brings its terms along.
            if (upsert.Kind == "taxonomies") known.UnionWith(Ids().Matches(Body(upsert)).Select(match => match.Value));
            Assert.All(Ids().Matches(Body(upsert)), match => Assert.Contains(match.Value, known));
        }
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
