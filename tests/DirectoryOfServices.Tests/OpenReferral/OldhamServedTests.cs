using System.Text.Json;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>Every record that the directory of Oldham serves, by the standard's own schemata and by what they do not say.</summary>
public sealed class OldhamServedTests(OldhamDirectory oldham) : IClassFixture<OldhamDirectory>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Lists => new()
    {
        { "services", "service" },
        { "services?full=true", "service" },
        { "service_at_locations", "service_at_location" },
        { "service_at_locations?full=true", "service_at_location" },
        { "organizations", "organization" },
        { "organizations?full=true&per_page=20", "organization" },
        { "organizations?full_service=true&per_page=10", "organization" },
        { "taxonomies", "taxonomy" },
        { "taxonomy_terms", "taxonomy_term" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_record_of_a_list_is_valid(string list, string schema)
    {
        Schemata.Require();

        var records = await AllAsync(list);

        Assert.NotEmpty(records);
        Assert.All(records, record => Schemata.AssertValid(schema, record));
        if (schema == "service_at_location") Assert.All(records, record => Schemata.AssertValid("service", record.GetProperty("service")));
    }

    [Theory]
    [InlineData("services", "service")]
    [InlineData("service_at_locations", "service_at_location")]
    [InlineData("organizations", "organization")]
    [InlineData("taxonomies", "taxonomy")]
    [InlineData("taxonomy_terms", "taxonomy_term")]
    public async Task Every_record_that_is_asked_for_by_its_id_is_valid(string list, string schema)
    {
        Schemata.Require();

        foreach (var id in (await AllAsync(list)).Select(record => record.GetProperty("id").GetGuid()))
        {
            var record = await GetAsync($"{list}/{id}");

            Assert.Equal(id, record.GetProperty("id").GetGuid());
            Schemata.AssertValid(schema, record);
        }
    }

    [Fact]
    public void The_schemata_refuse_what_is_wrong()
    {
        Schemata.Require();

        foreach (var wrong in new[]
        {
            """{"id":"00000000-0000-7000-8000-000000000001","name":"A"}""",
            """{"id":"1","name":"A","status":"active"}""",
            """{"id":"00000000-0000-7000-8000-000000000001","name":"A","status":"restricted"}""",
            """{"id":"00000000-0000-7000-8000-000000000001","name":"A","status":"active","description":null}""",
            """{"id":"00000000-0000-7000-8000-000000000001","name":"A","status":"active","schedules":[{}]}""",
            """{"id":"00000000-0000-7000-8000-000000000001","name":"A","status":"active","organization":{"id":"00000000-0000-7000-8000-000000000001","name":"A"}}""",
        })
            Assert.ThrowsAny<Xunit.Sdk.FailException>(() => Schemata.AssertValid("service", JsonElement.Parse(wrong)));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Nothing_is_null_and_nothing_optional_is_empty(string list, string _)
    {
        var records = await AllAsync(list);

        Assert.NotEmpty(records);
        foreach (var record in records) Served.AssertNothingEmpty(record);
    }

    [Fact]
    public async Task Every_service_of_the_directory_is_served_with_its_required_members()
    {
        await using var db = oldham.Host.Db();

        var records = await AllAsync("services");

        Assert.Equal(db.CareServices.Count(), records.Count);
        Assert.All(records, record =>
        {
            Assert.NotEqual("", record.GetProperty("name").GetString());
            Assert.Contains(record.GetProperty("status").GetString(), new[] { "active", "inactive", "defunct", "temporarily closed" });
            Assert.Equal(record.GetProperty("organization_id").GetGuid(), record.GetProperty("organization").GetProperty("id").GetGuid());
            Assert.NotEqual("", record.GetProperty("organization").GetProperty("description").GetString());
        });
    }

    [Fact]
    public async Task Nothing_that_only_staff_may_know_is_served()
    {
        foreach (var (list, _) in Lists.Select(row => row.Data))
        {
            var text = string.Join('\n', await AllAsync(list));

            Assert.DoesNotContain("tariff", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("restriction", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("isDemonstration", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("assured_by", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_service_is_at_every_location_that_it_names_and_at_no_other()
    {
        var nested = (await AllAsync("services?full=true"))
            .SelectMany(service => Served.List(service, "service_at_locations").Select(at => at.GetProperty("id").GetGuid()));

        var listed = (await AllAsync("service_at_locations")).Select(at => at.GetProperty("id").GetGuid());

        Assert.Equal(nested.Order(), listed.Order());
    }

    private async Task<IReadOnlyList<JsonElement>> AllAsync(string list) => await Served.AllAsync(oldham.Host, list, Cancelled);

    private Task<JsonElement> GetAsync(string path) => Served.GetAsync(oldham.Host, path, Cancelled);
}
