using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.CareServices;

/// <summary>Whatever is sent, the answer is a problem with a code, and nothing is stored.</summary>
public sealed class ServiceInputTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    public static TheoryData<string, string> WrongServiceMembers => new()
    {
        { "name", "\"\"" },
        { "name", "\"   \"" },
        { "name", "null" },
        { "name", "7" },
        { "name", "\"a\\u0000b\"" },
        { "name", "\"\\ud800\"" },
        { "name", $"\"{new string('x', 201)}\"" },
        { "description", "null" },
        { "description", $"\"{new string('x', 5_001)}\"" },
        { "category", "\"dentistry\"" },
        { "category", "3" },
        { "providerId", "\"not-an-id\"" },
        { "siteIds", "null" },
        { "siteIds", "[null]" },
        { "siteIds", "\"x\"" },
        { "delivery", "[]" },
        { "delivery", "[\"pigeon\"]" },
        { "neighbourhoodCodes", "[\"Not A Code\"]" },
        { "neighbourhoodCodes", "[null]" },
        { "minimumAgeYears", "-1" },
        { "maximumAgeYears", "131" },
        { "maximumAgeYears", "17.5" },
        { "telephone", "\"call me\"" },
        { "telephone", "\"javascript:alert(1)\"" },
        { "url", "\"javascript:alert(1)\"" },
        { "url", "\"ftp://example.org/\"" },
        { "url", "\"/relative\"" },
        { "url", "\"https://user:secret@example.org/\"" },
        { "email", "\"nobody\"" },
        { "keywords", "[\"\"]" },
        { "keywords", "[null]" },
        { "keywords", "null" },
        { "bookable", "\"yes\"" },
        { "tariffPence", "-1" },
        { "tariffPence", "100000001" },
        { "tariffPence", "62.5" },
        { "tariffPence", "99999999999999999999" },
        { "status", "\"restricted\"" },
        { "assuredOn", "\"yesterday\"" },
        { "assuredOn", "\"2026-02-30\"" },
        { "isDemonstration", "null" },
        { "surprise", "1" },
    };

    [Theory]
    [MemberData(nameof(WrongServiceMembers))]
    public Task A_service_with_a_wrong_member_is_refused(string member, string json) =>
        RefusedAsync("services", A.Service(directory.Provider), member, json);

    [Theory]
    [InlineData("kind", "\"palace\"")]
    [InlineData("organisationId", "null")]
    [InlineData("address", "{\"lines\":[],\"postcode\":\"TE1 1AA\"}")]
    [InlineData("address", "{\"lines\":[\"1 High Street\"],\"postcode\":\"TE1\"}")]
    [InlineData("address", "{\"lines\":[null],\"postcode\":\"TE1 1AA\"}")]
    [InlineData("address", "{\"lines\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"],\"postcode\":\"TE1 1AA\"}")]
    [InlineData("latitude", "91")]
    [InlineData("longitude", "-181")]
    [InlineData("latitude", "\"NaN\"")]
    [InlineData("neighbourhoodCode", "\"'; drop table sites\"")]
    public Task A_site_with_a_wrong_member_is_refused(string member, string json) =>
        RefusedAsync("sites", A.Site(directory.Provider), member, json);

    [Theory]
    [InlineData("kind", "\"guild\"")]
    [InlineData("odsCode", "\"P8\"")]
    [InlineData("odsCode", "\"P85 001\"")]
    [InlineData("odsCode", "\"P850010000001\"")]
    [InlineData("status", "1")]
    [InlineData("openedOn", "\"01/04/1974\"")]
    public Task An_organisation_with_a_wrong_member_is_refused(string member, string json) =>
        RefusedAsync("organisations", A.Organisation, member, json);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    public async Task A_body_that_is_no_record_is_refused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await directory.Loader.PutAsync(
            new Uri($"/api/directory/services/{Guid.NewGuid()}", UriKind.Relative), content,
            TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, 400, "request.invalid");
    }

    [Theory]
    [InlineData("virtual")]
    [InlineData("home")]
    public async Task Only_a_virtual_site_or_a_home_goes_without_an_address(string kind)
    {
        var site = A.Site(directory.Provider).With("address", null);
        await RefuseRuleAsync($"sites/{Guid.NewGuid()}", site, 422, "site.address-missing");

        Assert.Equal("added", await directory.PutAsync($"sites/{Guid.CreateVersion7()}", site.With("kind", kind)));
    }

    [Fact]
    public Task A_position_is_whole() => RefuseRuleAsync(
        $"sites/{Guid.NewGuid()}", A.Site(directory.Provider).With("latitude", 53.5), 422, "site.position-half");

    [Fact]
    public Task A_site_belongs_to_an_organisation() => RefuseRuleAsync(
        $"sites/{Guid.NewGuid()}", A.Site(Guid.NewGuid()), 422, "site.organisation-unknown");

    [Fact]
    public Task An_ods_code_belongs_to_one_organisation() => RefuseRuleAsync(
        $"organisations/{Guid.NewGuid()}", A.Organisation.With("odsCode", "te1"), 409, "organisation.ods-code-taken");

    [Fact]
    public Task An_organisation_opens_before_it_closes() => RefuseRuleAsync(
        $"organisations/{Guid.NewGuid()}",
        A.Organisation.With("status", "closed").With("openedOn", "2020-01-02").With("closedOn", "2020-01-01"), 422,
        "organisation.dates-reversed");

    [Fact]
    public Task An_active_organisation_has_not_closed() => RefuseRuleAsync(
        $"organisations/{Guid.NewGuid()}", A.Organisation.With("closedOn", "2020-01-01"), 422,
        "organisation.active-but-closed");

    private async Task RefusedAsync(string records, JsonObject record, string member, string json)
    {
        record[member] = "placeholder";
        var body = record.ToJsonString().Replace("\"placeholder\"", json, StringComparison.Ordinal);
        var id = Guid.CreateVersion7();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await directory.Loader.PutAsync(
            new Uri($"/api/directory/{records}/{id}", UriKind.Relative), content, TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, 400, "request.invalid");
    }

    private async Task RefuseRuleAsync(string path, JsonObject record, int status, string code)
    {
        using var answer = await directory.Loader.PutAsJsonAsync(
            $"/api/directory/{path}", record, TestContext.Current.CancellationToken);
        await Problem.AssertAsync(answer, status, code);
    }
}
