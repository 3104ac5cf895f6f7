using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

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
        string code, PayShareRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.FundForAsync(code, caller, cancellationToken);
        if (request.Partner != caller.OrganisationCode) throw new DomainException(ContributionErrors.NotYourOrganisation);
        return await PostAsync(head, request, isRefund: false, caller, purpose, db, bookkeeper, time, cancellationToken);
    }

    internal static async Task<Created<SharePaymentView>> PostAsync(
        JournalHead head, PayShareRequest request, bool isRefund, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var account = Account.Receivables(request.Partner);
        var owes = await db.AccountBalances.Where(b => b.FundCode == head.FundCode && b.Account == account)
            .SumAsync(b => b.DebitsPence - b.CreditsPence, cancellationToken);
        var year = await db.Funds.Where(f => f.Code == head.FundCode).Select(f => f.FinancialYear).SingleAsync(cancellationToken);
        var payment = SharePayment.Make(
            head.FundCode, request, isRefund, owes, year, caller, LondonTime.DateOf(time.GetUtcNow()));
        db.SharePayments.Add(payment);
        var entry = bookkeeper.Post(head, payment.Posting());
        db.RecordAccess(caller, purpose, isRefund ? "risk-share.refund" : "risk-share.pay", "journal-entry", $"{head.FundCode}/{entry.Number}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(SettlementMapping.PaymentReferenceIndex))
        {
            throw new DomainException(RiskShareErrors.PaymentReferenceUsed);
        }

        return TypedResults.Created($"/api/ledger/funds/{head.FundCode}/journal/{entry.Number}", new SharePaymentView(
            entry.Number, entry.PostedAt, payment.Partner, payment.AmountPence, (isRefund ? -owes : owes) - payment.AmountPence,
            Convert.ToHexStringLower(entry.Hash)));
    }
}

/// <summary>The entry that a payment became, and what is still owed after it.</summary>
public sealed record SharePaymentView(
    long EntryNumber, DateTimeOffset PostedAt, string Partner, long AmountPence, long StillOwedPence, string Hash);
