using System.ComponentModel.DataAnnotations;
using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>A payment of one partner into a fund. <c>Reference</c> is the partner's own mark of it and holds no personal data.</summary>
/// <remarks>It pays the partner's oldest open instalment, or first the one that <c>Instalment</c> names as the schedule does.</remarks>
public sealed record PostContributionRequest(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [Range(1, PostContributionRequest.AmountPenceMax)] long AmountPence,
    DateOnly ValueDate,
    [Required, StringLength(ContributionMapping.ReferenceLengthMax), RegularExpression("^[A-Za-z0-9][A-Za-z0-9 ./#_-]*$")]
    string Reference,
    [RegularExpression(PutFundRequest.CodePattern)] string? Programme = null,
    [RegularExpression(Contributions.Instalment.NamePattern)] string? Instalment = null)
{
    /// <summary>A billion pounds: above it stands a keying mistake, not an instalment.</summary>
    public const long AmountPenceMax = 100_000_000_000;
}

/// <summary>A finance officer posts what their organisation has paid in.</summary>
internal static class PostContribution
{
    public static async Task<Created<ContributionView>> Handle(
        string code, PostContributionRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        CancellationToken cancellationToken)
    {
        // The journal first: nobody changes the fund's terms between the check and the entry.
        var head = await bookkeeper.TakeAsync(code, cancellationToken)
            ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.Funds.AsNoTracking().SingleAsync(f => f.Code == code, cancellationToken);
        var agreed = request.Instalment is null ? [] : await db.AgreedByAsync(code, DateOnly.MaxValue, cancellationToken);
        var contribution = Contribution.Make(request, fund, Schedule.Of(fund.FinancialYear, agreed), caller);
        db.Contributions.Add(contribution);
        var entry = bookkeeper.Post(head, contribution.Posting());
        db.Publish(new ContributionPosted(
            code, entry.Number, contribution.Partner, contribution.AmountPence, contribution.ValueDate, entry.PostedAt));
        db.RecordAccess(caller, purpose, "contribution.post", "journal-entry", $"{code}/{entry.Number}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(ContributionMapping.ReferenceIndex))
        {
            throw new DomainException(ContributionErrors.ReferenceUsed);
        }

        return TypedResults.Created($"/api/ledger/funds/{code}/journal/{entry.Number}", ContributionView.Of(contribution, entry));
    }
}

/// <summary>The entry that a contribution became.</summary>
public sealed record ContributionView(
    long EntryNumber, DateTimeOffset PostedAt, long AmountPence, string Partner, string Hash)
{
    internal static ContributionView Of(Contribution contribution, JournalEntry entry) => new(
        entry.Number, entry.PostedAt, contribution.AmountPence, contribution.Partner, Convert.ToHexStringLower(entry.Hash));
}
