using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Mail;

/// <summary>An operator has a failed mail tried anew.</summary>
internal static class RetryMail
{
    public static async Task<NoContent> Handle(
        Guid id, IdentityDb db, TimeProvider time, Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var mail = await db.Mails.SingleOrDefaultAsync(known => known.Id == new MailId(id) && known.FailedAt != null, cancellationToken)
            ?? throw new DomainException(MailErrors.NotFailed);

        mail.TryAgain(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "mail.retried", "mail", id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
