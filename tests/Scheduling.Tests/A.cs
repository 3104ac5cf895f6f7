using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;

namespace IntegratedCare.Scheduling.Tests;

/// <summary>Valid examples, to be made wrong in one way.</summary>
internal static class A
{
    public const string NhsNumber = "9434765919";
    public const string FamilyName = "Ashworth-Unmistakable";
    public const string Reason = "Leg ulcer, unmistakable wording of the reason";

    private static readonly DateTimeOffset Published = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    public static ServicePublished Service(Guid id, long version = 1, string status = "active", bool bookable = true) =>
        new(id, version, $"Wound care {id}", "communityHealth", Guid.CreateVersion7(), "NCA", bookable, 6200, status, Published);

    public static TeamPut Team(Guid[] services, int members = 1, int minutes = 30)
    {
        var memberIds = Enumerable.Range(0, members).Select(_ => Guid.CreateVersion7()).ToArray();
        return new(Guid.CreateVersion7(), services, memberIds, new JsonObject
        {
            ["name"] = "Central neighbourhood nursing team",
            ["neighbourhoodCodes"] = new JsonArray(Asking.Neighbourhood),
            ["services"] = new JsonArray([.. services.Select(s => new JsonObject
            {
                ["serviceId"] = s, ["appointmentMinutes"] = minutes,
            })]),
            ["members"] = new JsonArray([.. memberIds.Select((id, i) => new JsonObject
            {
                ["id"] = id, ["displayName"] = $"Community nurse {i + 1}", ["profession"] = "Community nurse",
                ["employerOrganisationCode"] = "nca",
            })]),
            ["workingPatterns"] = new JsonArray([.. memberIds.SelectMany(id => Enum.GetNames<DayOfWeek>().Select(day => new JsonObject
            {
                ["memberId"] = id, ["dayOfWeek"] = day.ToLowerInvariant(), ["from"] = "09:00", ["until"] = "17:00",
                ["delivery"] = "home",
            }))]),
            ["isDemonstration"] = true,
        });
    }

    public static JsonObject Booking(Guid hold) => new()
    {
        ["holdId"] = hold,
        ["person"] = new JsonObject
        {
            ["nhsNumber"] = NhsNumber, ["familyName"] = FamilyName, ["givenName"] = "Joan",
            ["dateOfBirth"] = "1951-03-04", ["postcode"] = "OL1 2HG", ["phone"] = "0161 496 0123",
        },
        ["referral"] = new JsonObject { ["consultedOn"] = "2026-01-05", ["reason"] = Reason, ["priority"] = "soon" },
        ["communicationNeeds"] = new JsonArray("British Sign Language interpreter"),
    };
}

internal sealed record TeamPut(Guid Id, Guid[] Services, Guid[] Members, JsonObject Body);
