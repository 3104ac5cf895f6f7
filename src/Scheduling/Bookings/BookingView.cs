using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Something that has a name in the place.</summary>
public sealed record Named(Guid Id, string Name);

/// <summary>A booking without the person: who needs them asks for them, with a purpose.</summary>
/// <remarks><c>BundleStillStanding</c> are the other steps of the same bundle that are open: who cancels one may cancel them with it.</remarks>
public sealed record BookingView(
    Guid Id,
    string Reference,
    BookingStatus Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    Named Service,
    Named Team,
    Named? Site,
    Delivery Delivery,
    long? PriceHintPence,
    Guid? SeriesId = null,
    Guid? BundleId = null,
    bool IsOverbooked = false,
    IReadOnlyList<Guid>? BundleStillStanding = null);

/// <summary>The names that people know a booking's parts by, and what it costs; null where nobody has said them yet.</summary>
/// <remarks><c>NeighbourhoodCode</c> is the one that the team serves; null where it serves several or the whole place.</remarks>
internal sealed record BookingNames(string? Service, long? TariffPence, string? Team, string? Site, string? NeighbourhoodCode)
{
    public const string NotNamedYet = "(not named yet)";

    /// <summary>What <see cref="Read"/> reads, of rows of <c>care_services s</c>, <c>teams t</c> and <c>sites i</c>.</summary>
    public const string Columns =
        "s.name, s.tariff_pence, t.name, i.name, CASE WHEN cardinality(t.neighbourhood_codes) = 1 THEN t.neighbourhood_codes[1] END";
    public const int ColumnsCount = 5;

    public static BookingNames Read(NpgsqlDataReader row, int column) =>
        new(row.NullableText(column), row.NullableInt64(column + 1), row.NullableText(column + 2), row.NullableText(column + 3),
            row.NullableText(column + 4));

    public BookingView ViewOf(Booking booking, IReadOnlyList<Guid>? standing = null) => new(
        booking.Id.Value, booking.Reference, booking.Status,
        LondonTime.ToLondon(booking.StartsAt), LondonTime.ToLondon(booking.EndsAt),
        new(booking.Service.Value, Service ?? NotNamedYet),
        new(booking.Team.Value, Team ?? NotNamedYet),
        booking.Site is { } site ? new(site.Value, Site ?? NotNamedYet) : null,
        booking.Delivery, TariffPence, booking.Series?.Value, booking.Bundle?.Value, booking.IsOverbooked, standing);
}

/// <summary>Reads a booking as people see it.</summary>
internal static class BookingViews
{
    public static async Task<BookingView> ViewOfAsync(
        this SchedulingDb db, Booking booking, CancellationToken cancellationToken)
    {
        var names = await (
            from service in db.CareServices
            where service.Id == booking.Service
            select new BookingNames(
                service.Name,
                service.TariffPence,
                db.Teams.Where(t => t.Id == booking.Team).Select(t => t.Name).FirstOrDefault(),
                db.Sites.Where(s => s.Id == booking.Site).Select(s => s.Name).FirstOrDefault(),
                null)).SingleAsync(cancellationToken);
        var standing = booking.Bundle is { } bundle
            ? await db.Bookings.Where(b => b.Bundle == bundle && b.Id != booking.Id && (b.Status == BookingStatus.Confirmed || b.Status == BookingStatus.Arrived))
                .OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Select(b => b.Id.Value).ToListAsync(cancellationToken)
            : null;
        return names.ViewOf(booking, standing);
    }
}
