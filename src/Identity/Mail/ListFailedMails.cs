using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Mail;

/// <summary>Mails that could not be sent and are tried no more: which kind, for which account, and why. Not their words.</summary>
internal static class ListFailedMails
{
    public static async Task<Ok<Page<FailedMailView>>> Handle(
        [AsParameters] PageRequest paging, IdentityDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Mails.AsNoTracking().Where(mail => mail.FailedAt != null)
            .OrderByDescending(mail => mail.Id)
            .Select(mail => new FailedMailView(
                mail.Id.Value, mail.Kind, mail.AccountId, mail.CreatedAt, mail.FailedAt ?? mail.CreatedAt, mail.Attempts, mail.LastFailure))
            .ToPageAsync(paging, cancellationToken));
}

public sealed record FailedMailView(
    Guid Id, MailKind Kind, Guid? AccountId, DateTimeOffset CreatedAt, DateTimeOffset FailedAt, int Attempts, string? LastFailure);
