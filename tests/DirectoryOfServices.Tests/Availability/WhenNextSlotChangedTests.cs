using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Availability;

public sealed class WhenNextSlotChangedTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => directory.Clock.Now;

    [Fact]
    public async Task A_service_shows_its_next_free_slot_for_the_neighbourhood_that_is_asked_for()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        Assert.False((await ReadAsync(id)).TryGetProperty("nextFreeSlot", out _));
        var (east, west) = (Next("east", 3), Next("west", 2));

        await HearAsync(new(id, 1, west.StartsAt, [east, west], false, Now));

        var anywhere = (await ReadAsync(id)).GetProperty("nextFreeSlot");
        Assert.Equal(west.StartsAt, anywhere.GetProperty("startsAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.False(anywhere.TryGetProperty("neighbourhoodCode", out _));
        var inEast = (await ReadAsync(id, "?neighbourhood=east")).GetProperty("nextFreeSlot");
        Assert.Equal(east.StartsAt, inEast.GetProperty("startsAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal("east", inEast.GetProperty("neighbourhoodCode").GetString());
        using var unknown = await directory.Gp.GetAsync(new Uri($"/api/directory/services/{id}?neighbourhood=north", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(unknown, 422, "neighbourhood.unknown");
    }

    [Fact]
    public async Task The_same_message_twice_and_an_older_one_later_change_nothing()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var newest = new NextSlotChanged(id, 7, Now.AddHours(7), [Next("east", 7)], false, Now);
        var messageId = Guid.CreateVersion7();

        await directory.Host.PublishAsync(newest, messageId);
        await HearAsync(newest);
        await directory.Host.PublishAsync(newest, messageId);
        await directory.Host.PublishAsync(new NextSlotChanged(id, 6, null, [], true, Now));
        await directory.Host.PublishAsync(new SlotsExhausted(id, 6, Now.AddDays(42), Now));
        await FenceAsync();

        Assert.Equal(7, await VersionAsync(id));
        Assert.Equal("unknown", (await ReadAsync(id)).GetProperty("capacity").GetProperty("status").GetString());
        Assert.Equal(Now.AddHours(7), (await ReadAsync(id)).GetProperty("nextFreeSlot").GetProperty("startsAt").GetDateTimeOffset(),
            TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task What_is_said_of_a_service_that_is_not_there_yet_waits_for_it()
    {
        var id = Guid.CreateVersion7();
        await HearAsync(new(id, 1, Now.AddHours(1), [Next("east", 1)], false, Now));

        await directory.PutAsync($"services/{id}", A.Service(directory.Provider));

        Assert.True((await ReadAsync(id)).TryGetProperty("nextFreeSlot", out _));
    }

    [Fact]
    public async Task A_service_without_free_slots_reads_red_until_a_slot_is_free_or_somebody_says_otherwise()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        await directory.Host.PublishAsync(new SlotsExhausted(id, 1, Now.AddDays(42), Now));
        await UntilAsync(id, 1);

        var full = (await ReadAsync(id)).GetProperty("capacity");
        Assert.Equal(("red", "noFreeSlots", true), Read(full));
        Assert.Equal(Now, full.GetProperty("reportedAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.False(full.TryGetProperty("expiresAt", out _));

        var reported = await ReportAsync(id, "amber", Now.AddHours(4));
        Assert.Equal(("amber", "report", true), Read(reported));
        Assert.Equal(("amber", "report", true), Read((await ReadAsync(id)).GetProperty("capacity")));
        Assert.Equal((Roles.CareCoordinator, "nca"),
            (reported.GetProperty("reportedByRole").GetString(), reported.GetProperty("reportedByOrganisation").GetString()));
        var before = directory.Clock.Now;
        directory.Clock.Now = before.AddHours(4);
        try
        {
            Assert.Equal(("red", "noFreeSlots", true), Read((await ReadAsync(id)).GetProperty("capacity")));
            await HearAsync(new(id, 2, Now.AddHours(9), [Next("east", 9)], false, Now));
            Assert.Equal(("unknown", "report", false), Read((await ReadAsync(id)).GetProperty("capacity")));
        }
        finally
        {
            directory.Clock.Now = before;
        }
    }

    [Theory]
    [InlineData("bookable", false)]
    [InlineData("status", "dormant")]
    public async Task A_service_that_takes_no_bookings_is_neither_full_nor_free(string member, object value)
    {
        var service = A.Service(directory.Provider).With(member, JsonSerializer.SerializeToNode(value));
        var (full, free) = (await directory.PutServiceAsync(service), await directory.PutServiceAsync(service));
        await HearAsync(new(full, 1, null, [], true, Now));
        await HearAsync(new(free, 1, Now.AddHours(1), [Next("east", 1)], false, Now));

        foreach (var id in (Guid[])[full, free])
        {
            var read = await ReadAsync(id);
            Assert.Equal("unknown", read.GetProperty("capacity").GetProperty("status").GetString());
            Assert.False(read.GetProperty("capacity").TryGetProperty("slotsExhausted", out _));
            Assert.False(read.TryGetProperty("nextFreeSlot", out _));
        }
    }

    [Fact]
    public async Task The_reports_of_a_service_are_read_latest_first_with_who_made_them()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        await ReportAsync(id, "red", Now.AddHours(1));
        directory.Clock.Now = Now.AddSeconds(1);
        await ReportAsync(id, "green", Now.AddHours(2));

        var page = await directory.GetAsync($"services/{id}/capacity?pageSize=1");

        Assert.Equal(2, page.GetProperty("total").GetInt32());
        var latest = page.GetProperty("items")[0];
        Assert.Equal("green", latest.GetProperty("status").GetString());
        Assert.Equal(Roles.CareCoordinator, latest.GetProperty("reportedByRole").GetString());
        Assert.Equal("nca", latest.GetProperty("reportedByOrganisation").GetString());
        Assert.Equal(Now, latest.GetProperty("reportedAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        var second = await directory.GetAsync($"services/{id}/capacity?pageSize=1&page=2");
        Assert.Equal("red", second.GetProperty("items")[0].GetProperty("status").GetString());
        using var unknown = await directory.Gp.GetAsync(new Uri($"/api/directory/services/{Guid.NewGuid()}/capacity", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(unknown, 404, "service.unknown");
    }

    [Fact]
    public async Task What_is_heard_is_stamped_for_the_indexes_of_every_replica()
    {
        var id = Guid.CreateVersion7();
        await HearAsync(new(id, 1, Now.AddHours(1), [Next("east", 1)], false, Now));
        var first = await StampAsync(id);

        await HearAsync(new(id, 2, null, [], false, Now));

        Assert.True(await StampAsync(id) > first);
    }

    private static (string?, string?, bool?) Read(JsonElement capacity) => (
        capacity.GetProperty("status").GetString(), capacity.GetProperty("source").GetString(), capacity.GetProperty("slotsExhausted").GetBoolean());

    private NeighbourhoodNextSlot Next(string neighbourhood, int hours) => new(neighbourhood, Now.AddHours(hours));

    private Task<JsonElement> ReadAsync(Guid id, string query = "") => directory.GetAsync($"services/{id}{query}");

    private async Task<JsonElement> ReportAsync(Guid id, string status, DateTimeOffset expiresAt)
    {
        using var answer = await directory.Host.Client(Roles.CareCoordinator, "nca").PostAsJsonAsync(
            $"/api/directory/services/{id}/capacity", new JsonObject { ["status"] = status, ["expiresAt"] = expiresAt }, Cancelled);
        return await DirectoryHost.ReadAsync(answer);
    }

    private async Task HearAsync(NextSlotChanged said)
    {
        await directory.Host.PublishAsync(said);
        await UntilAsync(said.ServiceId, said.Version);
    }

    private Task UntilAsync(Guid id, long version) => Eventually.Async(async () => await VersionAsync(id) >= version);

    /// <summary>What was published to both queues before has been taken up once a later message of each has been handled.</summary>
    private async Task FenceAsync()
    {
        var (slots, exhausted) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await HearAsync(new(slots, 1, null, [], false, Now));
        await directory.Host.PublishAsync(new SlotsExhausted(exhausted, 1, Now.AddDays(42), Now));
        await UntilAsync(exhausted, 1);
    }

    private async Task<long> VersionAsync(Guid id)
    {
        await using var db = directory.Host.Db();
        return await db.ServiceAvailability.Where(a => a.ServiceId == new ServiceId(id)).Select(a => a.Version).SingleOrDefaultAsync(Cancelled);
    }

    private async Task<ulong> StampAsync(Guid id)
    {
        await using var db = directory.Host.Db();
        return await db.ServiceAvailability.Where(a => a.ServiceId == new ServiceId(id))
            .Select(a => EF.Property<ulong>(a, "ChangedIn")).SingleAsync(Cancelled);
    }
}
