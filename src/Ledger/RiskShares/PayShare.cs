using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>A payment for a settled share. <c>Reference</c> is the payer's own mark of it and holds no personal data.</summary>
public sealed record PayShareRequest(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [Range(1, PostContributionRequest.AmountPenceMax)] long AmountPence,
    DateOnly ValueDate,
    [Required, StringLength(ContributionMapping.ReferenceLengthMax), RegularExpression("^[A-Za-z0-9][A-Za-z0-9 ./#_-]*$")]
    string Reference);

/// <summary>A partner's finance officer says that it has paid what it owes of a settled share, in part or whole.</summary>
internal static class PayShare
{
    public static async Task<Created<SharePaymentView>> Handle(
        string code, PayShareRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, SharePaymentBook book,
        CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.FundForAsync(code, caller, cancellationToken);
        if (request.Partner != caller.OrganisationCode) throw new DomainException(ContributionErrors.NotYourOrganisation);
        var (payment, owes) = await book.MakeAsync(code, request, isRefund: false, caller.Subject, cancellationToken);
        var entry = await book.PostAsync(head, payment, cancellationToken);
        db.RecordAccess(caller, purpose, "risk-share.pay", "journal-entry", $"{code}/{entry.Number}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/journal/{entry.Number}", SharePaymentView.Of(payment, entry, owes));
    }
}

/// <summary>The entry that a payment became, and what is still owed after it.</summary>
public sealed record SharePaymentView(
    long EntryNumber, DateTimeOffset PostedAt, string Partner, long AmountPence, long StillOwedPence, string Hash)
{
    internal static SharePaymentView Of(SharePayment payment, JournalEntry entry, long owedPence) => new(
        entry.Number, entry.PostedAt, payment.Partner, payment.AmountPence, (payment.IsRefund ? -owedPence : owedPence) - payment.AmountPence,
        Convert.ToHexStringLower(entry.Hash));
}
