using System.Text.Json.Nodes;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.Fhir;

/// <summary>A directory in which one service says everything that a service can say, beside plain ones.</summary>
public sealed class FurnishedDirectory(RealServers servers) : IAsyncLifetime
{
    private readonly DirectoryHost directory = new(servers);

    internal DirectoryHost Directory => directory;

    internal Guid Practice { get; } = Guid.CreateVersion7();

    internal Guid Taxonomy { get; } = Guid.CreateVersion7();

    internal Guid Term { get; } = Guid.CreateVersion7();

    internal Guid Furnished { get; private set; }

    internal Guid Plain { get; private set; }

    internal Guid Closed { get; private set; }

    internal FhirClient Fhir => new(directory.Host.Anonymous());

    internal static JsonObject Weekly(string opens, string closes, params string[] days) => new()
    {
        ["days"] = new JsonArray([.. days.Select(d => JsonValue.Create(d))]), ["opens"] = opens, ["closes"] = closes,
    };

    /// <summary>A service that leaves nothing unsaid.</summary>
    internal JsonObject Everything() => A.Service(directory.Provider, directory.EastSite, directory.WestSite)
        .With("name", "Übergang & walk-in clinic")
        .With("neighbourhoodCodes", new JsonArray("east"))
        .With("catchmentDistricts", new JsonArray("TE1"))
        .With("delivery", new JsonArray("inPerson", "video"))
        .With("minimumAgeYears", 5).With("maximumAgeYears", 65)
        .With("eligibleSex", "female")
        .With("conditions", new JsonArray("Diabetes", "Frailty"))
        .With("practiceIds", new JsonArray(Practice))
        .With("needsCareActEligibility", true)
        .With("eligibilityNotes", "Carers are welcome.")
        .With("openingHours", new JsonArray(
            Weekly("09:00:00", "17:00:00", "monday", "tuesday"),
            Weekly("22:00:00", "06:00:00", "friday"),
            Weekly("00:00:00", "00:00:00", "sunday").With("siteId", directory.EastSite),
            Weekly("13:00:00", "15:00:00", "wednesday").With("interval", 2).With("startsOn", "2026-01-07").With("notes", "Ring first"),
            new JsonObject
            {
                ["every"] = "month", ["days"] = new JsonArray("thursday"), ["weeksOfMonth"] = new JsonArray(1, -1),
                ["opens"] = "10:00:00", ["closes"] = "12:00:00",
            }))
        .With("openingExceptions", new JsonArray(
            new JsonObject { ["from"] = "2090-12-24", ["until"] = "2090-12-31", ["reason"] = "Winter break" },
            new JsonObject { ["from"] = "2091-01-02", ["opens"] = "12:00:00", ["closes"] = "14:00:00" }))
        .With("languages", new JsonArray("en", "ur", "bfi"))
        .With("interpreting", true)
        .With("digitalFirst", true)
        .With("costs", new JsonArray(
            new JsonObject { ["option"] = "Each session", ["amountPence"] = 350 }, new JsonObject { ["option"] = "Concessions", ["amountPence"] = 0 }))
        .With("referralRoutes", new JsonArray("selfReferral", "generalPractice"))
        .With("referralChannels", new JsonArray("telephone", "walkIn"))
        .With("referralMethod", "Ring or come in")
        .With("contacts", new JsonArray(
            new JsonObject { ["name"] = "Alex Example", ["role"] = "Duty nurse", ["telephone"] = "0161 496 0001" },
            new JsonObject { ["role"] = "Referrals desk", ["department"] = "Outpatients", ["email"] = "desk@example.org" },
            new JsonObject { ["telephone"] = "0161 496 0003" }))
        .With("connectionPoints", new JsonArray(
            new JsonObject { ["type"] = "fhirRest", ["address"] = "https://example.org/fhir r4", ["name"] = "Booking" },
            new JsonObject { ["type"] = "fhirMessaging", ["address"] = "https://example.org/bars" },
            new JsonObject { ["type"] = "secureEmail", ["address"] = "mailto:desk@nhs.net" }))
        .With("termIds", new JsonArray(Term))
        .With("accreditations", "Accredited \u0007 by somebody")
        .With("alert", "Moves to the west on Monday.")
        .With("telephone", "0161 496 0002").With("url", "https://example.org/clinic").With("email", "clinic@example.org")
        .With("assuredOn", "2026-01-31").With("assuredBy", "The council");

    public async ValueTask InitializeAsync()
    {
        await directory.InitializeAsync();
        await directory.PutAsync("place", A.Place.With("bankHolidays", new JsonArray(
            new JsonObject { ["date"] = "2090-12-25", ["name"] = "Christmas Day" }, new JsonObject { ["date"] = "2091-05-06", ["name"] = "Early May" })));
        await directory.PutAsync($"organisations/{Practice}", A.Organisation.With("name", "Eastern Practice").With("kind", "generalPractice")
            .With("odsCode", "P85001").With("description", "A practice.").With("charityNumber", "1234567").With("telephone", "0161 496 0009")
            .With("email", "p@example.org").With("url", "https://example.org").With("companyNumber", "AB123456"));
        await directory.PutAsync($"taxonomies/{Taxonomy}", new JsonObject
        {
            ["name"] = "Kinds", ["description"] = "Kinds of service.", ["kind"] = "serviceType", ["uri"] = "https://example.org/taxonomy",
            ["isDemonstration"] = true,
            ["terms"] = new JsonArray(new JsonObject { ["id"] = Term, ["name"] = "Walk-in clinic", ["code"] = "K  1" }),
        });
        await directory.PutAsync($"sites/{directory.EastSite}", A.Site(directory.Provider).With("name", "East Centre").With("uprn", "100012345678")
            .With("description", "By the park.").With("transport", "Bus 12.").With("accessibilityNotes", "Ring the bell.")
            .With("accessibility", new JsonArray("stepFree", "hearingLoop")));
        await directory.PutAsync($"sites/{directory.WestSite}", A.Site(directory.Provider, "TE1 2AA").With("name", "West Centre").With("kind", "practice")
            .With("address", new JsonObject { ["lines"] = new JsonArray("2 Mill Lane", "Westham", "Lancashire"), ["postcode"] = "TE1 2AA" }));
        Furnished = await directory.PutServiceAsync(Everything());
        Plain = await directory.PutServiceAsync(A.Service(directory.Provider, directory.WestSite).With("name", "Plain 50%_clinic")
            .With("openingHours", new JsonArray(Weekly("08:00:00", "12:30:00", "saturday"))));
        Closed = await directory.PutServiceAsync(A.Service(Practice).With("name", "Closed surgery").With("category", "generalPractice")
            .With("status", "closed").With("bookable", false)
            .With("connectionPoints", new JsonArray(new JsonObject { ["type"] = "fhirRest", ["address"] = "https://example.org/old" })));
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();
}
