using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Restrictions;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Restrictions;

public sealed class RestrictionTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restriction_shows_in_the_directory_and_lifts_again()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("name", "Unsafe clinic"));
        var restriction = Guid.CreateVersion7();

        await RestrictAsync(restriction, id);
        var restricted = await directory.Host.Events.NextAsync<ServiceStatusChanged>(e => e.ServiceId == id);
        Assert.Equal((2, "restricted"), (restricted.Version, restricted.Status));
        var read = await directory.GetAsync($"services/{id}");
        Assert.Equal("restricted", read.GetProperty("status").GetString());
        Assert.Equal("noNewBookings", read.GetProperty("restrictions")[0].GetProperty("level").GetString());
        var found = await directory.GetAsync("services?search=unsafe");
        Assert.Equal("restricted", found.GetProperty("items")[0].GetProperty("status").GetString());
        Assert.Equal(1, (await directory.GetAsync("services?search=unsafe&status=restricted")).GetProperty("total").GetInt32());

        await LiftAsync(restriction, id);
        var lifted = await directory.Host.Events.NextAsync<ServiceStatusChanged>(e => e.ServiceId == id && e.Version == 3);
        Assert.Equal("active", lifted.Status);
        Assert.Equal("active", await StatusAsync(id));
        var whole = await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id && e.Version == 3);
        Assert.Equal("active", whole.Status);
        var history = await directory.GetAsync($"services/{id}/history", directory.Editor);
        Assert.Equal(["lifted", "restricted", "published"],
            history.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString() ?? ""));
    }

    [Fact]
    public async Task The_same_message_twice_restricts_once()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var heard = new ServiceRestricted(Guid.CreateVersion7(), id, "suspended", directory.Clock.Now);
        var messageId = Guid.CreateVersion7();

        await directory.Host.PublishAsync(heard, messageId);
        await directory.Host.PublishAsync(heard, messageId);
        await directory.Host.PublishAsync(heard);
        await FenceAsync();

        Assert.Equal("restricted", await StatusAsync(id));
        Assert.Equal(2, await VersionAsync(id));
        Assert.Single(directory.Host.Events.Of<ServiceStatusChanged>(), e => e.ServiceId == id);
    }

    [Fact]
    public async Task A_restriction_that_was_lifted_before_it_was_heard_never_restricts()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var restriction = Guid.CreateVersion7();

        await LiftAsync(restriction, id);
        await Eventually.Async(() => HeardAsync(restriction));
        await RestrictAsync(restriction, id);
        await FenceAsync();

        Assert.Equal("active", await StatusAsync(id));
        Assert.Equal(1, await VersionAsync(id));
    }

    [Fact]
    public async Task A_service_stays_restricted_while_any_restriction_stands()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RestrictAsync(first, id);
        await RestrictAsync(second, id);
        await Eventually.Async(async () => await HeardAsync(first) && await HeardAsync(second));

        await LiftAsync(first, id);
        await FenceAsync();
        Assert.Equal("restricted", await StatusAsync(id));

        await LiftAsync(second, id);
        await Eventually.Async(async () => await StatusAsync(id) == "active");
        Assert.Equal(3, await VersionAsync(id));
    }

    [Fact]
    public async Task Another_level_leaves_its_trace()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        await RestrictAsync(Guid.CreateVersion7(), id);
        await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id && e.Version == 2);
        var stricter = Guid.CreateVersion7();

        await directory.Host.PublishAsync(new ServiceRestricted(stricter, id, "suspended", directory.Clock.Now));
        await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id && e.Version == 3);
        await LiftAsync(stricter, id);
        await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id && e.Version == 4);

        var history = await directory.GetAsync($"services/{id}/history", directory.Editor);
        Assert.Equal(["restricted", "restricted", "restricted", "published"],
            history.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString() ?? ""));
        Assert.Single(directory.Host.Events.Of<ServiceStatusChanged>(), e => e.ServiceId == id);
    }

    [Fact]
    public async Task Many_restrictions_lifted_at_once_leave_the_service_open()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var restrictions = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();

        await Task.WhenAll(restrictions.Select(r => RestrictAsync(r, id)).Concat(restrictions.Select(r => LiftAsync(r, id))));
        await Eventually.Async(async () =>
        {
            await using var db = directory.Host.Db();
            return await db.Restrictions.CountAsync(
                r => r.ServiceId == new ServiceId(id) && r.ImposedAt != null && r.LiftedAt != null, Cancelled) == 20;
        });

        Assert.Equal("active", await StatusAsync(id));
    }

    [Fact]
    public async Task A_restriction_of_a_service_that_comes_later_waits_for_it()
    {
        var id = Guid.CreateVersion7();
        var restriction = Guid.CreateVersion7();
        await RestrictAsync(restriction, id);
        await Eventually.Async(() => HeardAsync(restriction));

        await directory.PutAsync($"services/{id}", A.Service(directory.Provider));

        var published = await directory.Host.Events.NextAsync<ServicePublished>(e => e.ServiceId == id);
        Assert.Equal("restricted", published.Status);
        Assert.Equal("restricted", await StatusAsync(id));
    }

    [Fact]
    public async Task A_closed_service_stays_closed_and_opens_restricted()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("status", "closed"));
        var restriction = Guid.CreateVersion7();
        await RestrictAsync(restriction, id);
        await Eventually.Async(() => HeardAsync(restriction));
        Assert.Equal("closed", await StatusAsync(id));

        await directory.PutAsync($"services/{id}", A.Service(directory.Provider));

        Assert.Equal("restricted", await StatusAsync(id));
        var told = await directory.Host.Events.NextAsync<ServiceStatusChanged>(e => e.ServiceId == id);
        Assert.Equal("restricted", told.Status);
    }

    // One queue per kind of event, heard in order enough for a test: once these are through, what was sent before is too.
    private async Task FenceAsync()
    {
        var fence = Guid.CreateVersion7();
        await RestrictAsync(fence, Guid.CreateVersion7());
        await Eventually.Async(() => HeardAsync(fence));
        fence = Guid.CreateVersion7();
        await LiftAsync(fence, Guid.CreateVersion7());
        await Eventually.Async(() => HeardAsync(fence));
    }

    private async Task<bool> HeardAsync(Guid restriction)
    {
        await using var db = directory.Host.Db();
        return await db.Restrictions.AnyAsync(r => r.Id == new RestrictionId(restriction), Cancelled);
    }

    private Task RestrictAsync(Guid restriction, Guid service) => directory.Host.PublishAsync(
        new ServiceRestricted(restriction, service, "noNewBookings", directory.Clock.Now));

    private Task LiftAsync(Guid restriction, Guid service) => directory.Host.PublishAsync(
        new RestrictionLifted(restriction, service, directory.Clock.Now));

    private async Task<string?> StatusAsync(Guid id) =>
        (await directory.GetAsync($"services/{id}")).GetProperty("status").GetString();

    private async Task<long> VersionAsync(Guid id)
    {
        await using var db = directory.Host.Db();
        return await db.CareServices.Where(s => s.Id == new ServiceId(id)).Select(s => s.Version).SingleAsync(Cancelled);
    }
}
