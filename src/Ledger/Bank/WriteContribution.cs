using System.ComponentModel.DataAnnotations;
using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Whose contribution a movement at the bank is, and what it is for.</summary>
public sealed record WriteContributionRequest(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [RegularExpression(PutFundRequest.CodePattern)] string? Programme = null,
    [RegularExpression(Instalment.NamePattern)] string? Instalment = null);

/// <summary>The host writes money that came in without a word as the contribution of the partner that paid it.</summary>
/// <remarks>The bank's line is the evidence, so that amount and day are its own and cannot be said otherwise.</remarks>
internal static class WriteContribution
{
    public static async Task<Created<ContributionView>> Handle(
        string code, int line, WriteContributionRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, BankDesk desk,
        CancellationToken cancellationToken)
    {
        var (fund, head) = await desk.TakeAsync(code, caller, bookkeeper, cancellationToken);
        var open = await desk.OpenLineAsync(code, line, cancellationToken);
        if (open.AmountPence < 0) throw new DomainException(BankErrors.NotAReceipt);

        var agreed = request.Instalment is null ? [] : await db.AgreedByAsync(code, DateOnly.MaxValue, cancellationToken);
        var contribution = Contribution.FromBank(request, open, fund, Schedule.Of(fund.FinancialYear, agreed), caller);
        db.Contributions.Add(contribution);
        var entry = bookkeeper.Post(head, contribution.Posting() with { Source = $"bank-line:{code}:{line}" });
        db.Publish(new ContributionPosted(
            code, entry.Number, contribution.Partner, contribution.AmountPence, contribution.ValueDate, entry.PostedAt));
        db.RecordAccess(caller, purpose, "bank-line.write", "journal-entry", $"{code}/{entry.Number}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(ContributionMapping.ReferenceIndex))
        {
            throw new DomainException(ContributionErrors.ReferenceUsed);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(JournalMapping.SourceIndex))
        {
            // It was taken off its entry since: the money came in once.
            throw new DomainException(BankErrors.LineWritten);
        }

        // After the entry: the database looks at it to see that the match is true.
        var written = new CashEntry(
            entry.Number, entry.Kind, entry.EffectiveOn, open.AmountPence, entry.Source, entry.Narrative, contribution.Partner, contribution.Reference);
        desk.Add(open, written, MatchBasis.Written, $"The host wrote the line as a contribution of {contribution.Partner}.", caller.Subject);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/journal/{entry.Number}", ContributionView.Of(contribution, entry));
    }
}
