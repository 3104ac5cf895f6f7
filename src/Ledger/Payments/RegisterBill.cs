using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>A bill for what an entry of the journal owes.</summary>
public sealed record RegisterBillRequest(
    [Range(1, long.MaxValue)] long EntryNumber,
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Payee,
    [Range(1, PostContributionRequest.AmountPenceMax)] long AmountPence,
    [Required, StringLength(ContributionMapping.ReferenceLengthMax), RegularExpression("^[A-Za-z0-9][A-Za-z0-9 ./#_-]*$")] string Reference);

/// <summary>The host names the payee of what an entry by hand owes; all bills of an entry together never exceed it.</summary>
internal static class RegisterBill
{
    public static async Task<Created<BillView>> Handle(
        string code, RegisterBillRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        // The journal first: no two bills share what an entry owes.
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        if (!await db.PayeesOf(fund.HostOrganisationCode).AnyAsync(p => p.OrganisationCode == request.Payee, cancellationToken))
            throw new DomainException(PaymentErrors.PayeeUnknown);
        var entry = await db.JournalEntries.AsNoTracking()
            .SingleOrDefaultAsync(e => e.FundCode == code && e.Number == request.EntryNumber, cancellationToken)
            ?? throw new DomainException(PaymentErrors.BillEntryUnknown);
        var owed = -entry.Lines.Where(line => line.Account == Account.Payables).Sum(line => line.SignedPence);
        var isNamed = await db.Attributions.AnyAsync(
            a => a.FundCode == code && a.EntryNumber == request.EntryNumber && a.ProviderId != null, cancellationToken);
        var source = $"reversal:{code}:{request.EntryNumber}";
        var isUndone = await db.JournalEntries.AnyAsync(e => e.Source == source, cancellationToken);
        if (owed <= 0 || isNamed || isUndone || entry.Kind == EntryKind.Reversal) throw new DomainException(PaymentErrors.BillEntryUnknown);
        var billed = await db.Bills.Where(b => b.FundCode == code && b.EntryNumber == request.EntryNumber)
            .SumAsync(b => b.AmountPence, cancellationToken);
        if (billed + request.AmountPence > owed) throw new DomainException(PaymentErrors.BillExceeds, $"It owes {owed - billed} pence more.");

        var bill = new Bill
        {
            Id = BillId.New(),
            FundCode = code,
            EntryNumber = request.EntryNumber,
            Payee = request.Payee,
            AmountPence = request.AmountPence,
            Reference = request.Reference,
            RegisteredBy = caller.Subject,
            RegisteredAt = time.GetUtcNow(),
        };
        db.Bills.Add(bill);
        db.RecordAccess(caller, purpose, "bill.register", "bill", $"{bill.Id.Value}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(BillMapping.ReferenceIndex))
        {
            throw new DomainException(PaymentErrors.BillReferenceUsed);
        }

        return TypedResults.Created($"/api/ledger/funds/{code}/payables", new BillView(
            bill.Id.Value, code, bill.EntryNumber, bill.Payee, bill.AmountPence, bill.Reference, owed - billed - bill.AmountPence));
    }
}

/// <summary>A bill. <c>LeftPence</c> is what its entry owes beyond its bills.</summary>
public sealed record BillView(Guid Id, string FundCode, long EntryNumber, string Payee, long AmountPence, string Reference, long LeftPence);
