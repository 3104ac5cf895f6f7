using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.RiskShares;

internal readonly record struct SharePaymentId(Guid Value) : IEntityId<SharePaymentId>
{
    public static SharePaymentId New() => new(Guid.CreateVersion7());

    public static SharePaymentId From(Guid value) => new(value);
}

/// <summary>Money that changed hands for a settled share: a partner paid what it owed, or the host paid a refund out. Written once.</summary>
internal sealed class SharePayment
{
    public required SharePaymentId Id { get; init; }

    public required string FundCode { get; init; }

    public required string Partner { get; init; }

    /// <summary>True: the host paid the partner.</summary>
    public required bool IsRefund { get; init; }

    public required long AmountPence { get; init; }

    public required DateOnly ValueDate { get; init; }

    /// <summary>The payer's own mark of the payment, used once for a partner in a fund.</summary>
    public required string Reference { get; init; }

    /// <summary>The signed-in person, as the token names them.</summary>
    public required string PostedBy { get; init; }

    /// <param name="fundCode">The fund that holds the debt.</param>
    /// <param name="asked">What was paid.</param>
    /// <param name="isRefund">Whether the host paid.</param>
    /// <param name="owesPence">What the partner owes the fund; below zero the fund owes it.</param>
    /// <param name="year">The fund's.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="today">London's date.</param>
    public static SharePayment Make(
        string fundCode, PayShareRequest asked, bool isRefund, long owesPence, FinancialYear year, string by, DateOnly today)
    {
        if (asked.ValueDate < year.FirstDay) throw new DomainException(ContributionErrors.OutsideFinancialYear);
        if (asked.ValueDate > today) throw new DomainException(RiskShareErrors.PaymentInTheFuture);
        if (asked.AmountPence > (isRefund ? -owesPence : owesPence))
            throw new DomainException(RiskShareErrors.PaymentExceedsDebt, $"Owed are {Math.Max(0, isRefund ? -owesPence : owesPence)} pence.");
        return new()
        {
            Id = SharePaymentId.New(),
            FundCode = fundCode,
            Partner = asked.Partner,
            IsRefund = isRefund,
            AmountPence = asked.AmountPence,
            ValueDate = asked.ValueDate,
            Reference = asked.Reference,
            PostedBy = by,
        };
    }

    /// <summary>What the journal calls the happening.</summary>
    public string Source => $"share-payment:{Id.Value}";

    public string Narrative => IsRefund ? $"Refund {Reference} to {Partner}" : $"Share of the overspend paid by {Partner}, {Reference}";

    public Posting Posting()
    {
        var owed = Account.Receivables(Partner);
        var (debit, credit) = IsRefund ? (owed, Account.Receipts) : (Account.Receipts, owed);
        return new(
            FundCode, IsRefund ? EntryKind.Payment : EntryKind.Contribution, ValueDate, Source, Narrative,
            [new(debit, Side.Debit, AmountPence), new(credit, Side.Credit, AmountPence)])
        {
            PostedBy = PostedBy,
        };
    }
}
