using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>The mailbox of a partner's finance team.</summary>
public sealed record PutFinanceContactRequest([Required, StringLength(EmailAddress.LengthMax)] string EmailAddress);

internal static partial class PutFinanceContact
{
    // One at a time: two loaders at once would both add the one row.
    private const long Lock = 7_501_975_104;

    public static async Task<Ok<FinanceContactPutView>> Handle(
        string organisation, PutFinanceContactRequest request, Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        if (!Code().IsMatch(organisation) || organisation.EndsWith('\n') || !EmailAddress.TryParse(request.EmailAddress, out var address))
            throw new DomainException(ReminderErrors.ContactInvalid);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        var known = await db.FinanceContacts.SingleOrDefaultAsync(c => c.OrganisationCode == organisation, cancellationToken);
        if (known is null) db.FinanceContacts.Add(new() { OrganisationCode = organisation, EmailAddress = address.Value });
        else known.EmailAddress = address.Value;
        var outcome = known is null ? PutOutcome.Added : db.ChangeTracker.HasChanges() ? PutOutcome.Changed : PutOutcome.Unchanged;
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "finance-contact.put", "finance-contact", organisation);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new FinanceContactPutView(organisation, outcome));
    }

    [GeneratedRegex(PutFundRequest.CodePattern)]
    private static partial Regex Code();
}

public sealed record FinanceContactPutView(string OrganisationCode, PutOutcome Outcome);
