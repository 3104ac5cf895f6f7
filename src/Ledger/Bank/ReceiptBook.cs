using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Which movement at the bank somebody would write as whose contribution; what a second person is asked for.</summary>
internal sealed record AskedReceipt(int Line, string Partner, string? Programme, string? Instalment)
{
    public static AskedReceipt Of(int line, WriteContributionRequest request) => new(line, request.Partner, request.Programme, request.Instalment);
}

/// <summary>Writes money that the bank received as contributions, each line once, under the fund's journal, which its callers have taken.</summary>
internal sealed class ReceiptBook(LedgerDb db, BankDesk bank, ApprovalDesk approvals, Bookkeeper bookkeeper)
{
    /// <summary>The contribution that the line would be, or the refusal: when it is asked and again when it is written.</summary>
    public async Task<(BankLine Line, Contribution Contribution)> ReadAsync(
        Fund fund, AskedReceipt asked, string by, CancellationToken cancellationToken)
    {
        var open = await bank.OpenLineAsync(fund.Code, asked.Line, cancellationToken);
        if (open.AmountPence < 0) throw new DomainException(BankErrors.NotAReceipt);
        // It may have been taken off its entry since: the money came in once.
        var source = SourceOf(open);
        if (await db.JournalEntries.AnyAsync(e => e.Source == source, cancellationToken)) throw new DomainException(BankErrors.LineWritten);

        var agreed = asked.Instalment is null ? [] : await db.AgreedByAsync(fund.Code, DateOnly.MaxValue, cancellationToken);
        return (open, Contribution.FromBank(asked, open, fund, Schedule.Of(fund.FinancialYear, agreed), by));
    }

    /// <summary>Writes what one person may write alone.</summary>
    public Task<JournalEntry> WriteAsync(
        JournalHead head, (BankLine Line, Contribution Contribution) read, (string FundCode, long Pence, long LimitPence) sum, Caller caller,
        CancellationToken cancellationToken)
    {
        approvals.Authorise(ApprovalKind.BankContribution, SourceOf(read.Line), sum, ReasonOf(read.Line), caller);
        return WriteAsync(head, read, cancellationToken);
    }

    /// <summary>Writes what a second person approved.</summary>
    public async Task<JournalEntry> WriteAsync(JournalHead head, Fund fund, Approval approval, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(fund, approval.Read<AskedReceipt>(), approval.AskedBy, cancellationToken);
        approvals.Authorise(SourceOf(read.Line), approval);
        return await WriteAsync(head, read, cancellationToken);
    }

    /// <summary>The evidence: nobody has to say it.</summary>
    public static string ReasonOf(BankLine line) => $"Line {line.Number} of the bank's files, booked on {line.BookedOn:yyyy-MM-dd}.";

    private async Task<JournalEntry> WriteAsync(
        JournalHead head, (BankLine Line, Contribution Contribution) read, CancellationToken cancellationToken)
    {
        var (line, contribution) = read;
        db.Contributions.Add(contribution);
        var entry = bookkeeper.Post(head, contribution.Posting() with { Source = SourceOf(line) });
        db.Publish(new ContributionPosted(
            line.FundCode, entry.Number, contribution.Partner, contribution.AmountPence, contribution.ValueDate, entry.PostedAt));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(ContributionMapping.ReferenceIndex))
        {
            throw new DomainException(ContributionErrors.ReferenceUsed);
        }

        // After the entry: the database looks at it to see that the match is true.
        var written = new CashEntry(
            entry.Number, entry.Kind, entry.EffectiveOn, line.AmountPence, entry.Source, entry.Narrative, contribution.Partner, contribution.Reference);
        bank.Add(line, written, MatchBasis.Written, $"The host wrote the line as a contribution of {contribution.Partner}.", contribution.PostedBy);
        return entry;
    }

    private static string SourceOf(BankLine line) => $"bank-line:{line.FundCode}:{line.Number}";
}
