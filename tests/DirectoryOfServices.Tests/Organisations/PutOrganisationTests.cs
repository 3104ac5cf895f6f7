using IntegratedCare.Contracts.Directory;

namespace IntegratedCare.DirectoryOfServices.Tests.Organisations;

public sealed class PutOrganisationTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task An_organisation_sent_twice_is_unchanged_the_second_time()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal("added", await directory.PutAsync($"organisations/{id}", A.Organisation.With("odsCode", "p85001")));
        Assert.Equal("unchanged", await directory.PutAsync($"organisations/{id}", A.Organisation.With("odsCode", "P85001")));
        Assert.Equal("changed", await directory.PutAsync($"organisations/{id}", A.Organisation.With("odsCode", "P85002")));

        var page = await directory.GetAsync("organisations?pageSize=200");
        var stored = page.GetProperty("items").EnumerateArray().Single(o => o.GetProperty("id").GetGuid() == id);
        Assert.Equal("P85002", stored.GetProperty("odsCode").GetString());
        Assert.Equal("nhsTrust", stored.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_providers_new_name_is_told_of_each_of_its_services_and_found_by()
    {
        var provider = Guid.CreateVersion7();
        await directory.PutAsync($"organisations/{provider}", A.Organisation.With("name", "Former Name Trust"));
        var first = await directory.PutServiceAsync(A.Service(provider).With("name", "Zebra clinic"));
        var second = await directory.PutServiceAsync(A.Service(provider).With("name", "Okapi clinic"));

        await directory.PutAsync($"organisations/{provider}", A.Organisation.With("name", "Giraffe Trust"));

        foreach (var service in new[] { first, second })
        {
            var told = await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == service);
            Assert.Equal((2, "Giraffe Trust"), (told.Version, told.ProviderName));
        }

        Assert.Equal(2, (await directory.GetAsync("services?search=giraffe%20-former")).GetProperty("total").GetInt32());
        var history = await directory.GetAsync($"services/{first}/history", directory.Editor);
        Assert.Equal("providerRenamed", history.GetProperty("items")[0].GetProperty("kind").GetString());
    }
}
