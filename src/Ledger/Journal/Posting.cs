namespace IntegratedCare.Ledger.Journal;

/// <summary>What somebody wants to stand in a fund's journal, before it has a number and a hash.</summary>
/// <remarks><c>Source</c> names the one happening that the posting records: nothing with the same source posts twice.</remarks>
internal sealed record Posting(
    string FundCode,
    EntryKind Kind,
    DateOnly EffectiveOn,
    string Source,
    string Narrative,
    IReadOnlyList<PostingLine> Lines)
{
    /// <summary>Who posts it, as their token names them; null: it follows from an event.</summary>
    public string? PostedBy { get; init; }

    public static Posting Contribution(
        string fund, string partner, long amountPence, DateOnly effectiveOn, string source, string narrative) =>
        new(fund, EntryKind.Contribution, effectiveOn, source, narrative,
        [
            new(Account.Receipts, Side.Debit, amountPence),
            new(Account.Contributions(partner), Side.Credit, amountPence),
        ]);

    public static Posting Commitment(
        string fund, string programme, long amountPence, DateOnly effectiveOn, string source, string narrative) =>
        new(fund, EntryKind.Commitment, effectiveOn, source, narrative,
        [
            new(Account.Commitments(programme), Side.Debit, amountPence),
            new(Account.ReserveForCommitments, Side.Credit, amountPence),
        ]);

    public static Posting Release(
        string fund, string programme, long amountPence, DateOnly effectiveOn, string source, string narrative) =>
        new(fund, EntryKind.Release, effectiveOn, source, narrative,
        [
            new(Account.ReserveForCommitments, Side.Debit, amountPence),
            new(Account.Commitments(programme), Side.Credit, amountPence),
        ]);

    /// <summary>Frees the commitment and spends it in one entry, so that the money is never counted twice or not at all.</summary>
    public static Posting Spend(
        string fund, string programme, long amountPence, DateOnly effectiveOn, string source, string narrative) =>
        new(fund, EntryKind.Spend, effectiveOn, source, narrative,
        [
            new(Account.ReserveForCommitments, Side.Debit, amountPence),
            new(Account.Commitments(programme), Side.Credit, amountPence),
            new(Account.Expenditure(programme), Side.Debit, amountPence),
            new(Account.Payables, Side.Credit, amountPence),
        ]);
}

/// <summary>One account's part in a <see cref="Posting"/>.</summary>
internal readonly record struct PostingLine(string Account, Side Side, long AmountPence)
{
    /// <summary>A line as it is stored: a debit above zero, a credit below.</summary>
    public static PostingLine Of(string account, long pence) => pence > 0
        ? new(account, Side.Debit, pence)
        : new(account, Side.Credit, checked(-pence));

    public long SignedPence => Side == Side.Debit ? AmountPence : -AmountPence;
}
