using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bundles;

/// <summary>The holds of a bundle's steps, which become bookings of one person.</summary>
/// <remarks><c>ReferralId</c>: the referral that the steps of its service answer.</remarks>
public sealed record MakeBundleRequest(
    [MinLength(SearchBundlesRequest.StepsMin), MaxLength(SearchBundlesRequest.StepsMax)] IReadOnlyList<Guid> HoldIds,
    PersonEntry Person, ReferralEntry Referral, [MaxLength(10)] IReadOnlyList<string>? CommunicationNeeds = null, Guid? ReferralId = null);

public sealed record BundleMade(Guid BundleId, IReadOnlyList<BookingView> Bookings);

/// <summary>Books all steps of a bundle, or none. Each is a booking of its own from then on, and knows the others.</summary>
internal static class MakeBundle
{
    public static async Task<Created<BundleMade>> Handle(
        MakeBundleRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, PersonMessages messages, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var bundle = BundleId.New();
        var bookings = await db.BookAsync(
            request.HoldIds, new(default, request.Person, request.Referral, request.CommunicationNeeds, request.ReferralId), new(null, bundle), caller, purpose, cipher, messages,
            time.GetUtcNow(), cancellationToken);
        return TypedResults.Created($"/api/scheduling/bundles/{bundle.Value}", new BundleMade(bundle.Value, bookings));
    }
}
