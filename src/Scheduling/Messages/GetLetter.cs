using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>A letter as a page to be printed, for the team that the person is booked with.</summary>
internal static class GetLetter
{
    public static async Task<ContentHttpResult> Handle(
        Guid id, Caller caller, Purpose purpose, HttpResponse response, SchedulingDb db, PersonalDataCipher cipher, IOptions<MessagesPolicy> policy,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var booking = await db.BookingOfAsync(id, caller, cancellationToken);
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Id == new MessageId(id), cancellationToken);
        message.MustBeLetter();
        if (message.IsOvertaken(booking, now)) throw new DomainException(MessageErrors.Overtaken);

        var page = LetterPage.Of(message, await Appointment.OfAsync(booking, db, cipher, cancellationToken), policy.Value.ContactPhone, now);
        db.RecordAccess(booking, caller, purpose, "message.letter-read");
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ContentSecurityPolicy = LetterPage.SecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        return TypedResults.Text(page, "text/html; charset=utf-8");
    }
}
