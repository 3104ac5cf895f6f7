using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegratedCare.Scheduling.Tests.Claims;

/// <summary>A book in memory beside a diary that others write, each on a connection of their own, as on other replicas.</summary>
public sealed class TakenBookTests(Place place) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly FixedClock clock = new(Now);
    private readonly List<TakenBook> books = [];
    private ServiceHost<Program, SchedulingDb>? started;
    private HandWrittenClaims? written;

    private ServiceHost<Program, SchedulingDb> Host => started ?? throw new InvalidOperationException("Not started.");

    private HandWrittenClaims Diary => written ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        started = await place.StartAsync(clock);
        written = await HandWrittenClaims.InAsync(started);
    }

    public async ValueTask DisposeAsync()
    {
        books.ForEach(book => book.Dispose());
        if (written is not null) await written.DisposeAsync();
        if (started is not null) await started.DisposeAsync();
    }

    [Fact]
    public async Task What_somebody_else_commits_is_seen_by_the_very_next_search()
    {
        var team = await Host.OpenTeamAsync();
        using var gp = Host.Gp();
        var first = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        await using var other = await Diary.OpenAsync();

        await other.BeginAsync();
        var claim = await other.ClaimAsync(team.Members[0], first.Time);
        Assert.Equal(first, (await gp.SlotsAsync(team.Service, "&limit=1")).Single());
        await other.CommitAsync();
        Assert.DoesNotContain(first, await gp.SlotsAsync(team.Service));

        await other.BeginAsync();
        await other.GiveBackAsync(claim);
        await other.RollBackAsync();
        Assert.DoesNotContain(first, await gp.SlotsAsync(team.Service));

        await other.GiveBackAsync(claim);
        Assert.Equal(first, (await gp.SlotsAsync(team.Service, "&limit=1")).Single());
    }

    [Fact]
    public async Task A_transaction_that_began_earlier_and_commits_later_is_not_missed()
    {
        var (book, resource, another) = (Book(), Guid.NewGuid(), Guid.NewGuid());
        await using var early = await Diary.OpenAsync();
        await using var late = await Diary.OpenAsync();
        await TakenAsync(book, resource);

        await early.BeginAsync();
        await early.ClaimAsync(resource, Hour(10));
        await late.ClaimAsync(another, Hour(11));
        Assert.True((await TakenAsync(book, another)).Overlaps(Hour(11)));
        Assert.False((await TakenAsync(book, resource)).Overlaps(Hour(10)));
        await early.CommitAsync();

        Assert.True((await TakenAsync(book, resource)).Overlaps(Hour(10)));
    }

    [Fact]
    public async Task A_hold_gives_its_time_back_the_moment_it_expires_and_a_booking_that_took_it_over_does_not()
    {
        var (book, lapses, stays) = (Book(), Guid.NewGuid(), Guid.NewGuid());
        await using var writer = await Diary.OpenAsync();
        var expiry = Now.AddMinutes(5);
        await writer.ClaimAsync(lapses, Hour(10), expiry);
        var confirmed = await writer.ClaimAsync(stays, Hour(10), expiry);
        Assert.True((await TakenAsync(book, lapses)).Overlaps(Hour(10)));
        Assert.True((await TakenAsync(book, stays)).Overlaps(Hour(10)));
        await writer.ExpireAsync(confirmed, null);

        clock.Now = expiry.AddTicks(-1);
        Assert.True((await TakenAsync(book, lapses)).Overlaps(Hour(10)));
        clock.Now = expiry;

        Assert.False((await TakenAsync(book, lapses)).Overlaps(Hour(10)));
        Assert.True((await TakenAsync(book, stays)).Overlaps(Hour(10)));
    }

    [Fact]
    public async Task A_booking_confirmed_in_time_and_committed_just_after_is_not_missed()
    {
        var (book, resource) = (Book(), Guid.NewGuid());
        await using var writer = await Diary.OpenAsync();
        var claim = await writer.ClaimAsync(resource, Hour(10), Now.AddMinutes(5));
        await writer.BeginAsync();
        await writer.ExpireAsync(claim, null);
        clock.Now = Now.AddMinutes(5);
        Assert.False((await TakenAsync(book, resource)).Overlaps(Hour(10)));

        await writer.CommitAsync();

        Assert.True((await TakenAsync(book, resource)).Overlaps(Hour(10)));
    }

    [Fact]
    public async Task A_claim_that_is_moved_or_ends_sooner_than_it_did_is_read_anew()
    {
        var (book, resource) = (Book(), Guid.NewGuid());
        await using var writer = await Diary.OpenAsync();
        var claim = await writer.ClaimAsync(resource, Hour(10));
        Assert.True((await TakenAsync(book, resource)).Overlaps(Hour(10)));

        await writer.ExpireAsync(claim, Now);
        Assert.False((await TakenAsync(book, resource)).Overlaps(Hour(10)));
        await writer.ExpireAsync(claim, null);
        await writer.MoveAsync(claim, Hour(40));

        var taken = await TakenAsync(book, resource);
        Assert.Equal((false, true), (taken.Overlaps(Hour(10)), taken.Overlaps(Hour(40))));
    }

    [Fact]
    public async Task A_book_that_has_slept_through_swept_changes_begins_afresh()
    {
        var (book, resource) = (Book(), Guid.NewGuid());
        await using var writer = await Diary.OpenAsync();
        var claim = await writer.ClaimAsync(resource, Hour(10));
        Assert.True((await TakenAsync(book, resource)).Overlaps(Hour(10)));
        await writer.GiveBackAsync(claim);
        await writer.ClaimAsync(resource, Hour(12));

        // Other tests' transactions may be open for a while: what they might still have to tell is not swept.
        var sweeper = new ClaimChangeSweeper(Host.Services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<ClaimChangeSweeper>.Instance);
        await Eventually.Async(async () =>
        {
            await using var db = Host.Db();
            await sweeper.SweepAsync(db, TimeSpan.Zero, CancellationToken.None);
            return await Host.ScalarAsync<long>("SELECT count(*) FROM claim_changes") == 0;
        });

        var taken = await TakenAsync(book, resource);
        Assert.Equal((false, true), (taken.Overlaps(Hour(10)), taken.Overlaps(Hour(12))));
    }

    [Fact]
    public async Task A_claim_that_nothing_notes_is_not_seen_which_is_what_these_tests_rest_on()
    {
        var (book, resource) = (Book(), Guid.NewGuid());
        await using var writer = await Diary.OpenAsync();
        await TakenAsync(book, resource);
        await Host.ExecuteAsync("ALTER TABLE resource_claims DISABLE TRIGGER note_claim");

        await writer.ClaimAsync(resource, Hour(10));

        Assert.False((await TakenAsync(book, resource)).Overlaps(Hour(10)));
        clock.Now = Now.AddDays(1);
        Assert.True((await TakenAsync(book, resource)).Overlaps(Hour(10)), "A new day begins afresh.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whoever_has_committed_finds_it_in_every_book_whatever_others_do_meanwhile(int seed)
    {
        // Two replicas' books, read by all at once; each writer's resources are their own, so that they know what must be found.
        TakenBook[] replicas = [Book(), Book()];
        var everybodys = Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray()).ToArray();

        var compared = await Task.WhenAll(everybodys.Select((own, number) => WriteAsync(own, new Random((seed * 100) + number))));

        Assert.True(compared.Sum() > 1_000, "Hardly anything was compared.");

        async Task<int> WriteAsync(Guid[] own, Random random)
        {
            await using var writer = await Diary.OpenAsync();
            var (standing, count) = (new Dictionary<Guid, (Guid Resource, Interval Time, DateTimeOffset? Expires)>(), 0);
            for (var step = 0; step < 60; step++)
            {
                var changed = new Dictionary<Guid, (Guid Resource, Interval Time, DateTimeOffset? Expires)>(standing);
                await writer.BeginAsync();
                for (var n = random.Next(1, 4); n > 0; n--) await ChangeAsync(writer, random, own, changed);
                if (random.Next(4) == 0) await writer.RollBackAsync();
                else
                {
                    await writer.CommitAsync();
                    standing = changed;
                }

                foreach (var resource in own)
                {
                    var taken = await TakenAsync(replicas[random.Next(2)], resource);
                    for (var half = 0; half < 96; half++)
                    {
                        var time = new Interval(Now.AddMinutes(30 * half), Now.AddMinutes((30 * half) + 30));
                        var expected = standing.Values.Any(c => c.Resource == resource && c.Time.Overlaps(time) && (c.Expires is null || c.Expires > Now));
                        Assert.Equal((step, half, expected), (step, half, taken.Overlaps(time)));
                    }

                    count++;
                }
            }

            return count;
        }
    }

    private static async Task ChangeAsync(
        HandWrittenClaims.Writer writer, Random random, Guid[] own, Dictionary<Guid, (Guid Resource, Interval Time, DateTimeOffset? Expires)> standing)
    {
        var some = standing.Count == 0 ? Guid.Empty : standing.Keys.ElementAt(random.Next(standing.Count));
        switch (some == Guid.Empty ? 0 : random.Next(5))
        {
            case 0 or 1:
                var (resource, time) = (own[random.Next(own.Length)], Hour(random.Next(48)));
                if (standing.Values.Any(c => c.Resource == resource && c.Time.Overlaps(time))) return;
                standing[await writer.ClaimAsync(resource, time, random.Next(2) == 0 ? Now.AddMinutes(5) : null)] = (resource, time, null);
                break;
            case 2:
                await writer.GiveBackAsync(some);
                standing.Remove(some);
                break;
            case 3:
                DateTimeOffset? expires = random.Next(3) == 0 ? Now.AddMinutes(-1) : random.Next(2) == 0 ? Now.AddHours(1) : null;
                await writer.ExpireAsync(some, expires);
                standing[some] = standing[some] with { Expires = expires };
                break;
            default:
                var there = Hour(random.Next(48));
                if (standing.Any(c => c.Key != some && c.Value.Resource == standing[some].Resource && c.Value.Time.Overlaps(there))) return;
                await writer.MoveAsync(some, there);
                standing[some] = standing[some] with { Time = there };
                break;
        }
    }

    private TakenBook Book()
    {
        books.Add(new(clock));
        return books[^1];
    }

    private async Task<TakenTime> TakenAsync(TakenBook book, Guid resource)
    {
        await using var db = Host.Db();
        return (await book.OfAsync(db, [new(resource)], TestContext.Current.CancellationToken))[new(resource)];
    }

    private static Interval Hour(int hours) => new(Now.AddHours(hours), Now.AddHours(hours + 1));
}
