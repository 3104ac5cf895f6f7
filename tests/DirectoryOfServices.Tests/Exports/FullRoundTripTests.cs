using System.Text;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.Tests.Imports;

namespace IntegratedCare.DirectoryOfServices.Tests.Exports;

public sealed class FullRoundTripTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private readonly ImportCalls calls = new(directory.Editor);

    [Theory]
    [InlineData("text/csv", "csv")]
    [InlineData("application/json", "open-referral")]
    [InlineData("application/x-ndjson", "open-referral")]
    public async Task A_service_that_says_all_that_can_be_said_leaves_and_comes_back_unchanged(string form, string format)
    {
        var practice = Guid.CreateVersion7();
        await directory.PutAsync($"organisations/{practice}", A.Organisation.With("name", $"Surgery {practice}").With("kind", "generalPractice"));
        var (taxonomy, term) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await directory.PutAsync($"taxonomies/{taxonomy}", new()
        {
            ["name"] = $"Kinds {taxonomy}", ["description"] = "", ["kind"] = "need", ["isDemonstration"] = true,
            ["terms"] = new JsonArray(new JsonObject { ["id"] = term, ["name"] = "Healing" }),
        });
        var record = A.Service(directory.Provider, directory.EastSite, directory.WestSite);
        foreach (var (member, value) in Said(practice, term)) record[member] = value?.DeepClone();
        var id = await directory.PutServiceAsync(record);
        var file = await calls.ExportAsync(form);
        Assert.Contains($"{id}", file, StringComparison.Ordinal);

        using var answer = await calls.SendAsync(Encoding.UTF8.GetBytes(file), form, $"format={format}&dryRun=false&removals=close");
        var import = await calls.EndAsync(await ImportCalls.IdOfAsync(answer));

        Assert.Equal($"applied 0 0 0 {import.Member("rows")} 0", ImportCalls.Counts(import));
        Assert.Equal("unchanged", await directory.PutAsync($"services/{id}", record));

        // What was edited in the file comes in, and nothing else of the service changes.
        var edited = file.Replace("Ring; the bell", "Knock", StringComparison.Ordinal).Replace("Ring\\; the bell", "Knock", StringComparison.Ordinal);
        using var second = await calls.SendAsync(Encoding.UTF8.GetBytes(edited), form, $"format={format}&dryRun=false");
        var changed = await calls.EndAsync(await ImportCalls.IdOfAsync(second));
        var row = Assert.Single(await calls.RowsAsync(changed.GetProperty("id").GetGuid(), "changed"), r => r.Member("serviceId") == $"{id}");
        Assert.Equal(["openingHours"], row.GetProperty("differences").EnumerateArray().Select(d => d.Member("member")));
    }

    private JsonObject Said(Guid practice, Guid term) => new()
    {
        ["digitalFirst"] = true, ["eligibleSex"] = "male", ["conditions"] = new JsonArray("=Venous; or arterial", "Wound"),
        ["practiceIds"] = new JsonArray(practice), ["termIds"] = new JsonArray(term), ["needsCareActEligibility"] = true,
        ["eligibilityNotes"] = "-Not for children.\nNor \"others\".", ["catchmentDistricts"] = new JsonArray("TE1"),
        ["neighbourhoodCodes"] = new JsonArray("east"), ["minimumAgeYears"] = 18, ["maximumAgeYears"] = 90,
        ["openingHours"] = JsonNode.Parse($$"""
            [{"days":["monday","tuesday","wednesday"],"opens":"09:00:00","closes":"12:30:00","siteId":"{{directory.EastSite}}","attending":"inPerson","notes":"Ring; the bell"},
             {"every":"month","interval":2,"weeksOfMonth":[1,-1],"days":["friday"],"opens":"22:00:00","closes":"06:00:00","startsOn":"2026-01-02","validUntil":"2027-01-02"},
             {"every":"month","daysOfMonth":[1,15],"opens":"00:00:00","closes":"00:00:00"}]
            """),
        ["openingExceptions"] = JsonNode.Parse($$"""[{"from":"2026-12-24","opens":"09:00:00","closes":"11:00:00","siteId":"{{directory.WestSite}}","reason":"Eve"},{"from":"2026-12-25","until":"2026-12-26"}]"""),
        ["onBankHolidays"] = "asUsual", ["languages"] = new JsonArray("bfi", "ur"), ["interpreting"] = true,
        ["costs"] = JsonNode.Parse("""[{"option":"Each | all","amountPence":350,"description":"A = B","validFrom":"2026-01-01","validUntil":"2026-12-31"},{"amountPence":0}]"""),
        ["referralRoutes"] = new JsonArray("selfReferral", "school"), ["referralChannels"] = new JsonArray("booking", "walkIn"),
        ["referralMethod"] = "By telephone", ["telephone"] = "+44 161 496 0000", ["url"] = "https://clinic.example/?a=1;b=2", ["email"] = "desk@clinic.example",
        ["contacts"] = JsonNode.Parse("""[{"name":"A. Nurse","role":"Lead","department":"Wounds","telephone":"0161 496 0001","email":"a@clinic.example"}]"""),
        ["connectionPoints"] = JsonNode.Parse("""[{"type":"secureEmail","address":"mailto:desk@clinic.example","name":"Desk"}]"""),
        ["accreditations"] = "CQC: good", ["alert"] = "@home", ["assuredOn"] = "2026-01-05", ["assuredBy"] = "Council", ["assurerEmail"] = "q@council.example",
    };
}
