using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests;

/// <summary>A valid example of each record as callers send it; a test changes the one thing it is about.</summary>
internal static class A
{
    public static JsonObject Place => new()
    {
        ["code"] = "testham",
        ["name"] = "Testham",
        ["population"] = 100_000,
        ["neighbourhoods"] = new JsonArray(Neighbourhood("east"), Neighbourhood("west")),
        ["boards"] = new JsonArray(
            new JsonObject { ["code"] = "borough-board", ["name"] = "Borough board", ["level"] = "borough" },
            new JsonObject
            {
                ["code"] = "east-board", ["name"] = "East board", ["level"] = "neighbourhood", ["neighbourhoodCode"] = "east",
            }),
    };

    public static JsonObject Postcodes => new()
    {
        ["items"] = new JsonArray(
            Postcode("TE1 1AA", 53.5400, -2.1000, "east"),
            Postcode("TE1 2AA", 53.5400, -2.1500, "west"),
            Postcode("TE9 9ZZ", 53.6000, -2.1000, null)),
    };

    public static JsonObject Organisation => new()
    {
        ["name"] = "Testham Care Trust",
        ["kind"] = "nhsTrust",
        ["status"] = "active",
        ["isDemonstration"] = true,
    };

    public static JsonObject Neighbourhood(string code) => new()
    {
        ["code"] = code, ["name"] = $"{code} neighbourhood", ["populationFrom"] = 30_000, ["populationTo"] = 80_000,
    };

    public static JsonObject Postcode(string postcode, double latitude, double longitude, string? neighbourhood) => new()
    {
        ["postcode"] = postcode, ["latitude"] = latitude, ["longitude"] = longitude, ["neighbourhoodCode"] = neighbourhood,
    };

    public static JsonObject Site(Guid organisation, string postcode = "TE1 1AA") => new()
    {
        ["name"] = "Testham Health Centre",
        ["kind"] = "primaryCareCentre",
        ["organisationId"] = organisation,
        ["address"] = new JsonObject { ["lines"] = new JsonArray("1 High Street", "Testham"), ["postcode"] = postcode },
        ["telephone"] = "0161 496 0000",
        ["isDemonstration"] = true,
    };

    public static JsonObject Service(Guid provider, params Guid[] sites) => new()
    {
        ["name"] = "Leg ulcer clinic",
        ["description"] = "Assessment, Doppler and compression for leg ulcers.",
        ["category"] = "communityHealth",
        ["providerId"] = provider,
        ["siteIds"] = new JsonArray([.. sites.Select(s => JsonValue.Create(s))]),
        ["delivery"] = new JsonArray("inPerson"),
        ["neighbourhoodCodes"] = new JsonArray(),
        ["keywords"] = new JsonArray("leg ulcer", "wound", "compression"),
        ["bookable"] = true,
        ["tariffPence"] = 6_200,
        ["status"] = "active",
        ["isDemonstration"] = true,
    };

    /// <summary>The same record with one member changed; null takes the member out.</summary>
    public static JsonObject With(this JsonObject record, string member, JsonNode? value)
    {
        if (value is null) record.Remove(member);
        else record[member] = value;
        return record;
    }
}
