using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Holds that become bookings of one person under one series.</summary>
/// <remarks><c>ReferralId</c>: the referral that all of them answer.</remarks>
public sealed record MakeBookingSeriesRequest(
    [MinLength(PlaceHoldSeriesRequest.CountMin), MaxLength(PlaceHoldSeriesRequest.CountMax)] IReadOnlyList<Guid> HoldIds,
    PersonEntry Person, ReferralEntry Referral, [MaxLength(10)] IReadOnlyList<string>? CommunicationNeeds = null, Guid? ReferralId = null);

public sealed record BookingSeriesMade(Guid SeriesId, IReadOnlyList<BookingView> Bookings);

/// <summary>Books a whole series: all of its times, or none.</summary>
internal static class MakeBookingSeries
{
    public static async Task<Created<BookingSeriesMade>> Handle(
        MakeBookingSeriesRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, PersonMessages messages, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var series = BookingSeriesId.New();
        var bookings = await db.BookAsync(
            request.HoldIds, new(default, request.Person, request.Referral, request.CommunicationNeeds, request.ReferralId), new(series, null), caller, purpose, cipher, messages,
            time.GetUtcNow(), cancellationToken);
        return TypedResults.Created($"/api/scheduling/bookings/series/{series.Value}", new BookingSeriesMade(series.Value, bookings));
    }
}
