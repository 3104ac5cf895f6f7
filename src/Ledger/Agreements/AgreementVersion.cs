using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>The section 75 agreement of a fund (NHS Act 2006) as it was written down once. It is never changed: a variation is the next version.</summary>
/// <remarks>
/// The first is loaded with the place, signed on paper. Each further one takes effect once the finance officer of every contributing partner has
/// agreed to it, and never for days before that: what was in force on a day stays so.
/// </remarks>
internal sealed class AgreementVersion
{
    public const int First = 1;
    public const int ReasonLengthMax = 500;

    public required string FundCode { get; init; }

    /// <summary>Counts the fund's versions from 1 without a gap, those that were declined or withdrawn too.</summary>
    public required int Version { get; init; }

    /// <summary>The day from which it is meant to hold; see <see cref="AgreementEffect"/> for the day from which it does.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    public required AgreementTerms Terms { get; init; }

    /// <summary>Why it is varied; of the first version, which document it was taken from.</summary>
    public required string Reason { get; init; }

    /// <summary>The partners that have to agree before it takes effect; none for the version that was signed on paper.</summary>
    public required List<string> Signatories { get; init; }

    /// <summary>The signed-in person or program, as the token names them.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public string HostOrganisationCode => Terms.HostOrganisationCode;

    public string PoolManager => Terms.PoolManager;

    public IReadOnlyList<string> Partners => Terms.Partners;

    public IReadOnlyList<ContributionTerms> Contributions => Terms.Contributions;

    public RiskShare RiskShare => Terms.RiskShare;

    public DelegatedLimits Limits => Terms.Limits;

    public int ReportingMonths => Terms.ReportingMonths;

    public bool HasEndedBy(DateOnly day) => Terms.EndsOn < day;

    /// <summary>The version that the place comes with.</summary>
    public static AgreementVersion Load(AgreementRequest asked, Fund fund, Caller caller, DateTimeOffset now)
    {
        AgreementRules.Require(asked, fund);
        return Of(asked, fund, First, signatories: [], caller, now);
    }

    /// <summary>A change of what is agreed, which every partner that pays by the old version or the new one has to agree to.</summary>
    public AgreementVersion Vary(int number, AgreementRequest asked, Fund fund, AgreementEffect standing, Caller caller, DateTimeOffset now)
    {
        if (fund.HostOrganisationCode != caller.OrganisationCode) throw new DomainException(AgreementErrors.NotTheHost);
        AgreementRules.Require(asked, fund);
        if (asked.EffectiveFrom < standing.InForceFrom) throw new DomainException(AgreementErrors.EffectiveDateInvalid);
        if (AgreementDifferences.Between(Terms, asked.Terms).Count == 0) throw new DomainException(AgreementErrors.Unchanged);

        var signatories = Contributions.Concat(asked.Terms.Contributions).Where(c => c.AmountPence > 0).Select(c => c.Partner);
        return Of(asked, fund, number, [.. signatories.Distinct().Order(StringComparer.Ordinal)], caller, now);
    }

    private static AgreementVersion Of(
        AgreementRequest asked, Fund fund, int number, List<string> signatories, Caller caller, DateTimeOffset now) => new()
    {
        FundCode = fund.Code,
        Version = number,
        EffectiveFrom = asked.EffectiveFrom,
        Terms = asked.Terms,
        Reason = asked.Reason,
        Signatories = signatories,
        AskedBy = caller.Subject,
        AskedAt = now,
    };
}
