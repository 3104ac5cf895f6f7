using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Virements;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Statements;

/// <summary>What a fund's accounts did in a period and since their beginning, as they stood at one entry of its journal.</summary>
/// <param name="Fund">The fund.</param>
/// <param name="Agreement">What was in force on the period's last day; null: none is on file.</param>
/// <param name="Instalments">What each partner pays when, as it was agreed by that day; null: no agreement says it.</param>
/// <param name="Period">The days.</param>
/// <param name="LastNumber">The journal's last entry: what is posted later is left out.</param>
/// <param name="LastHash">That entry's hash.</param>
/// <param name="Accounts">By account: debits less credits before the period and at its end.</param>
/// <param name="MovedBudgets">By programme: what virements have brought to its budget by the last day, less what they took.</param>
internal sealed record FundFigures(
    Fund Fund, AgreementVersion? Agreement, IReadOnlyList<Instalment>? Instalments, StatementPeriod Period, long LastNumber, byte[] LastHash,
    IReadOnlyDictionary<string, AccountFigures> Accounts, IReadOnlyDictionary<string, long> MovedBudgets)
{
    /// <summary>Reads them as the head stands. The caller holds the journal, or reads in one snapshot.</summary>
    public static async Task<FundFigures> ReadAsync(
        LedgerDb db, Fund fund, StatementPeriod period, JournalHead head, CancellationToken cancellationToken)
    {
        var accounts = await db.AccountDays.Where(d => d.FundCode == fund.Code && d.EffectiveOn <= period.To)
            .GroupBy(d => d.Account)
            .Select(account => new
            {
                account.Key,
                Opening = account.Sum(d => d.EffectiveOn < period.From ? d.DebitsPence - d.CreditsPence : 0),
                Closing = account.Sum(d => d.DebitsPence - d.CreditsPence),
            })
            .ToDictionaryAsync(a => a.Key, a => new AccountFigures(a.Opening, a.Closing), StringComparer.Ordinal, cancellationToken);
        var agreed = await db.AgreedByAsync(fund.Code, period.To, cancellationToken);
        return new(
            fund, await db.AgreementInForceAsync(fund.Code, period.To, cancellationToken),
            agreed.Count == 0 ? null : Schedule.Of(fund.FinancialYear, agreed).Instalments, period, head.LastNumber, head.LastHash, accounts,
            await db.MovedBudgetsAsync(fund.Code, period.To, cancellationToken));
    }

    public long InPeriod(string account) => Of(account).MovementPence;

    public long ToDate(string account) => Of(account).ClosingPence;

    public AccountFigures Of(string account) => Accounts.GetValueOrDefault(account, AccountFigures.None);

    public AccountFigures Sum(Func<string, bool> of) => Accounts.Where(a => of(a.Key))
        .Aggregate(AccountFigures.None, (sum, a) => new(sum.OpeningPence + a.Value.OpeningPence, sum.ClosingPence + a.Value.ClosingPence));

    /// <summary>The partners in the order of their codes.</summary>
    public IEnumerable<FundPartner> Partners => Fund.Partners.OrderBy(p => p.OrganisationCode, StringComparer.Ordinal);

    public IEnumerable<Programme> Programmes => Fund.Programmes.OrderBy(p => p.Code, StringComparer.Ordinal);

    /// <summary>A programme's budget as virements have left it on the last day.</summary>
    public long BudgetPence(Programme programme) => programme.BudgetPence + MovedBudgets.GetValueOrDefault(programme.Code);

    /// <summary>What a partner pays in for the year: by the agreement, else by the fund's terms.</summary>
    public long AgreedPence(FundPartner partner) =>
        Instalments is null ? partner.AgreedPence : Of(Instalments, partner).Sum(instalment => instalment.AmountPence);

    /// <summary>What of it fell due by the end of the period; null: no agreement says when.</summary>
    public long? DuePence(FundPartner partner) => Instalments is null
        ? null
        : Of(Instalments, partner).Where(instalment => instalment.DueOn <= Period.To).Sum(instalment => instalment.AmountPence);

    /// <summary>A partner's part of a figure, by what each agreed to pay in; the parts of all sum to the figure exactly.</summary>
    public long ShareOf(long pence, FundPartner partner)
    {
        var claims = Partners.Select(p => new Claim(p.OrganisationCode, AgreedPence(p))).ToList();
        if (claims.TrueForAll(claim => claim.Weight == 0)) claims = claims.ConvertAll(claim => claim with { Weight = 1 });
        return Math.Sign(pence) * LargestRemainder.Split(Math.Abs(pence), claims)[partner.OrganisationCode];
    }

    private static IEnumerable<Instalment> Of(IReadOnlyList<Instalment> instalments, FundPartner partner) =>
        instalments.Where(instalment => instalment.Partner == partner.OrganisationCode);
}

/// <summary>An account's debits less its credits, in pence, before a period and at its end.</summary>
internal readonly record struct AccountFigures(long OpeningPence, long ClosingPence)
{
    public static readonly AccountFigures None;

    public long MovementPence => ClosingPence - OpeningPence;
}
