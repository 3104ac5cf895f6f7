using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.People;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Scheduling.Tests.People;

/// <summary>What becomes of bookings that nobody can decrypt any more, in a place of their own.</summary>
public class UnreadableBookingTests(Place place)
{
    private const int Unreadable = RetentionSweeper.BatchMax + 1;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_decrypted_is_named_and_keeps_nothing_else_from_being_erased_sweep_after_sweep()
    {
        await using var host = await place.StartAsync();
        using var gp = host.Gp();
        var first = await OldAsync(host, gp);
        var unreadable = await CopiedAsync(host, first);

        Assert.Equal(1, await SweepAsync(host));

        Assert.Equal(410, (int)(await gp.GetAsync($"/api/scheduling/bookings/{first}", Cancelled)).StatusCode);
        foreach (var id in unreadable)
        {
            var line = Assert.Single(place.Log.Lines, l => l.Contains(nameof(RetentionSweeper), StringComparison.Ordinal)
                && l.Contains($"{id}", StringComparison.Ordinal));
            Assert.StartsWith("Error", line, StringComparison.Ordinal);
        }

        await OldAsync(host, gp);

        Assert.Equal(1, await SweepAsync(host));
        Assert.Equal(0, await SweepAsync(host));
        Assert.Equal((long)Unreadable, await host.ScalarAsync<long>("SELECT count(*) FROM bookings WHERE erased_at IS NULL"));
    }

    [Fact]
    public async Task What_was_taken_in_error_is_erased_even_where_it_cannot_be_decrypted()
    {
        await using var host = await place.StartAsync();
        using var gp = host.Gp();
        using var officer = host.Client(Roles.PrivacyOfficer, "icb", name: "officer");
        await CopiedAsync(host, await OldAsync(host, gp));

        var erased = await officer.SayAsync("people/erasure", new { nhsNumber = A.NhsNumber, reason = "takenInError" });

        Assert.Equal(Unreadable + 1, erased.GetProperty("bookings").GetInt32());
        Assert.Equal((long)Unreadable + 1, await host.ScalarAsync<long>(
            "SELECT count(DISTINCT body ->> 'bookingId') FROM outbox_seen WHERE event_name LIKE '%booking-erased%'"));
    }

    private static Task<int> SweepAsync(ServiceHost<Program, SchedulingDb> host) =>
        host.Services.GetRequiredService<RetentionSweeper>().SweepAsync(Cancelled);

    /// <summary>A cancelled booking whose time of keeping is over.</summary>
    private static async Task<Guid> OldAsync(ServiceHost<Program, SchedulingDb> host, HttpClient gp)
    {
        var booking = (await gp.BookedAsync((await host.OpenTeamAsync()).Service)).Id;
        await host.ExecuteAsync(
            $"UPDATE bookings SET starts_at = now() - interval '9 years 1 hour', ends_at = now() - interval '9 years' WHERE id = '{booking}'");
        (await gp.SayAsync(booking, "cancellation", new { reason = "so that it is closed" })).EnsureSuccessStatusCode();
        return booking;
    }

    /// <summary>More than a batch of older bookings with the texts of one: what is bound to one booking does not decrypt in another.</summary>
    private static async Task<IReadOnlyList<Guid>> CopiedAsync(ServiceHost<Program, SchedulingDb> host, Guid booking)
    {
        var ids = Enumerable.Range(0, Unreadable).Select(_ => Guid.CreateVersion7()).ToList();
        await host.ExecuteAsync(
            $"""
             INSERT INTO bookings SELECT (jsonb_populate_record(b, jsonb_build_object(
                 'id', c.id, 'reference', 'COPY-' || c.number, 'hold', c.id,
                 'starts_at', b.starts_at - interval '10 years', 'ends_at', b.ends_at - interval '10 years'))).*
             FROM bookings b, unnest(array['{string.Join("','", ids)}']::uuid[]) WITH ORDINALITY c (id, number)
             WHERE b.id = '{booking}'
             """);
        return ids;
    }
}
