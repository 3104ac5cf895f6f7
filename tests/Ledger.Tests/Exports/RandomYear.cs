using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Exports;

/// <summary>A fund whose books hold entries of every kind, on days about one year, with narratives that every format finds hard.</summary>
internal static class RandomYear
{
    private const int EntriesPerTransaction = 1_000;

    private static readonly string[] Partners = ["council", "Council", "RT2-NHS", "0-zero", "00Y"];
    private static readonly string[] Programmes = ["community", "Urgent-care", "0-5-years", "x1"];

    private static readonly string[] Words =
    [
        "Invoice \"12\"", "a; b", "50% of it", "C:\\care\\", "[2026-13-45]", "(draft)", "=SUM(A1)", "date: soon", "Näherin & Söhne", "one | two",
        "; comment", "'quoted'", "* starred", "#tag ^link", "GBP 1,000.00", "{cost}", "@ 2 GBP", "~", " edge ",
    ];

    public static async Task<string> BookAsync(ServiceHost<Program, LedgerDb> host, int entries, int seed)
    {
        var (fund, _) = await host.AddFundAsync(terms => terms with
        {
            Name = "A \"hard\" fund; with\nlines",
            Partners = [.. Partners.Select(partner => new FundPartnerTerms(partner, partner, 1))],
            Programmes = [.. Programmes.Select(programme => new ProgrammeTerms(programme, programme, 1, []))],
        });
        var random = new Random(seed);
        await PostAsync(host, fund, [Plenty(fund)]);
        for (var booked = 1; booked < entries; booked += EntriesPerTransaction)
        {
            var numbers = Enumerable.Range(booked, Math.Min(entries - booked, EntriesPerTransaction));
            await PostAsync(host, fund, [.. numbers.Select(number => Any(fund, number, random))]);
        }

        return fund;
    }

    private static async Task PostAsync(ServiceHost<Program, LedgerDb> host, string fund, IReadOnlyList<Posting> postings)
    {
        await using var db = host.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var bookkeeper = new Bookkeeper(db, new FixedClock(A.Now));
        var head = await bookkeeper.TakeAsync(fund, TestContext.Current.CancellationToken);
        Assert.NotNull(head);
        foreach (var posting in postings) bookkeeper.Post(head, posting);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    // The database lets neither cash nor what is set aside fall below nothing, whatever chance brings later.
    private static Posting Plenty(string fund)
    {
        const long pence = 1_000_000_000_000_000;
        return new(fund, EntryKind.BroughtForward, new(2026, 3, 1), $"test:{fund}:plenty", "Opening",
        [
            new(Account.Receipts, Side.Debit, pence),
            new(Account.BroughtForward, Side.Credit, pence),
            .. Programmes.Select(programme => new PostingLine(Account.Commitments(programme), Side.Debit, pence)),
            new(Account.ReserveForCommitments, Side.Credit, pence * Programmes.Length),
        ]);
    }

    private static Posting Any(string fund, int number, Random random)
    {
        var kinds = Enum.GetValues<EntryKind>();
        var kind = kinds[number % kinds.Length];
        var pence = random.Next(10) == 0 ? random.NextInt64(1, 100_000_000_000) : random.NextInt64(1, 1_000_000);
        var (partner, programme) = (Partners[random.Next(Partners.Length)], Programmes[random.Next(Programmes.Length)]);
        var day = new DateOnly(2026, 3, 1).AddDays(random.Next(430));
        var (commitments, expenditure) = (Account.Commitments(programme), Account.Expenditure(programme));
        return new(fund, kind, day, $"test:{fund}:{number},x", $"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]}", kind switch
        {
            EntryKind.Contribution => [Debit(Account.Receipts), Credit(Account.Contributions(partner))],
            EntryKind.Commitment => [Debit(commitments), Credit(Account.ReserveForCommitments)],
            EntryKind.Release => [Debit(Account.ReserveForCommitments), Credit(commitments)],
            EntryKind.Spend => [Debit(Account.ReserveForCommitments), Credit(commitments), Debit(expenditure), Credit(Account.Payables)],
            EntryKind.Adjustment => [Debit(Account.Receivables(partner)), Credit(Account.OtherIncome)],
            EntryKind.Reversal => [Debit(Account.Payables), Credit(expenditure)],
            EntryKind.Accrual => [Debit(expenditure), Credit(Account.Accruals)],
            EntryKind.Payment => [Debit(Account.Payables), Credit(Account.Receipts)],
            EntryKind.RiskShare => [Debit(Account.Receivables(partner)), Credit(Account.Contributions(partner))],
            EntryKind.BroughtForward => [Debit(Account.Receipts), Credit(Account.BroughtForward)],
            EntryKind.CarriedForward => [Debit(Account.CarriedForward), Credit(Account.Receipts)],
        });

        PostingLine Debit(string account) => new(account, Side.Debit, pence);
        PostingLine Credit(string account) => new(account, Side.Credit, pence);
    }
}
