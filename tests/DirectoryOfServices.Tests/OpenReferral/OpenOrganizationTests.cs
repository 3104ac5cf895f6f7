using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

public sealed class OpenOrganizationTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organization_nests_what_it_provides_and_no_more_than_an_answer_can_hold()
    {
        var provider = Guid.CreateVersion7();
        await directory.PutAsync($"organisations/{provider}", A.Organisation.With("name", $"Provider {provider}"));
        var id = await directory.PutServiceAsync(A.Service(provider, directory.EastSite));

        var brief = (await GetAsync($"organizations/{provider}")).GetProperty("services")[0];
        Assert.Equal(id, brief.GetProperty("id").GetGuid());
        Assert.False(brief.TryGetProperty("attributes", out _));
        var full = (await GetAsync($"organizations/{provider}?full_service=true")).GetProperty("services")[0];
        Assert.NotEqual(0, full.GetProperty("service_at_locations").GetArrayLength());

        await using var db = directory.Host.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into care_services (id, name, description, category, provider_id, delivery, keywords, digital_first, needs_care_act_eligibility,
              interpreting, bookable, status, is_restricted, is_demonstration, version, changed_at)
            select gen_random_uuid(), 'Copy ' || n, '', category, provider_id, delivery, keywords, false, false, false, false, status, false, true, 1, changed_at
            from care_services, generate_series(1, 1000) n where id = {id}
            """, Cancelled);
        using var client = directory.Host.Anonymous();
        using var answer = await client.GetAsync(new Uri($"/open-referral/v3/organizations/{provider}?full_service=true", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(answer, 422, "organization.too-many-services");
    }

    [Fact]
    public async Task An_organization_that_nobody_has_described_is_described_by_what_its_record_says()
    {
        var practice = Guid.CreateVersion7();
        await directory.PutAsync($"organisations/{practice}", A.Organisation.With("name", "Old Surgery").With("kind", "generalPractice")
            .With("odsCode", "TE77").With("status", "closed").With("closedOn", "2020-03-31").With("isDemonstration", false));

        var organization = await GetAsync($"organizations/{practice}");

        Assert.Equal("Old Surgery is a GP practice (ODS code TE77). It closed on 31 March 2020.", organization.GetProperty("description").GetString());
    }

    private Task<JsonElement> GetAsync(string path) => Served.GetAsync(directory.Host, path, Cancelled);
}
