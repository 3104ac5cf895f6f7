using System.Globalization;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.Bank;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Contributions;

internal readonly record struct ContributionId(Guid Value) : IEntityId<ContributionId>
{
    public static ContributionId New() => new(Guid.CreateVersion7());

    public static ContributionId From(Guid value) => new(value);
}

/// <summary>Money that a partner paid into a fund, as its finance officer declared it. Written once.</summary>
internal sealed class Contribution
{
    private const string SourcePrefix = "contribution:";

    public required ContributionId Id { get; init; }

    public required string FundCode { get; init; }

    /// <summary>The organisation that paid.</summary>
    public required string Partner { get; init; }

    public required long AmountPence { get; init; }

    public required DateOnly ValueDate { get; init; }

    /// <summary>The partner's own mark of the payment; it uses each one once in a fund.</summary>
    public required string Reference { get; init; }

    /// <summary>The programme for which it is meant; null: for the fund as a whole.</summary>
    public string? Programme { get; init; }

    /// <summary>The name of the instalment that it is for; null: for the oldest that is open.</summary>
    public string? Instalment { get; init; }

    /// <summary>The signed-in person, as the token names them.</summary>
    public required string PostedBy { get; init; }

    /// <summary>What the journal calls the happening.</summary>
    public string Source => $"{SourcePrefix}{Id.Value}";

    /// <summary>The contribution that an entry's source names; null where it names something else.</summary>
    public static ContributionId? IdIn(string source) =>
        source.StartsWith(SourcePrefix, StringComparison.Ordinal) && Guid.TryParse(source.AsSpan(SourcePrefix.Length), out var id) ? new(id) : null;

    public static Contribution Make(PostContributionRequest asked, Fund fund, Schedule schedule, Caller caller)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        if (!fund.HasPartner(asked.Partner)) throw new DomainException(ContributionErrors.PartnerUnknown);
        if (caller.OrganisationCode != asked.Partner) throw new DomainException(ContributionErrors.NotYourOrganisation);
        return Of(fund, schedule, caller.Subject, asked.Partner, asked.AmountPence, asked.ValueDate, asked.Reference, asked.Programme, asked.Instalment);
    }

    /// <summary>What a partner paid without saying so, as the host found it at the bank.</summary>
    public static Contribution FromBank(AskedReceipt asked, BankLine line, Fund fund, Schedule schedule, string by)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        if (!fund.HasPartner(asked.Partner)) throw new DomainException(ContributionErrors.PartnerUnknown);
        var reference = string.Create(CultureInfo.InvariantCulture, $"BANK-{line.Number}");
        return Of(fund, schedule, by, asked.Partner, line.AmountPence, line.BookedOn, reference, asked.Programme, asked.Instalment);
    }

    private static Contribution Of(
        Fund fund, Schedule schedule, string by, string partner, long amountPence, DateOnly valueDate, string reference, string? programme,
        string? instalment)
    {
        if (!fund.FinancialYear.Covers(valueDate))
            throw new DomainException(ContributionErrors.OutsideFinancialYear,
                $"The fund's year runs from {fund.FinancialYear.FirstDay:yyyy-MM-dd} to {fund.FinancialYear.LastDay:yyyy-MM-dd}.");
        if (programme is not null && !fund.HasProgramme(programme)) throw new DomainException(ContributionErrors.ProgrammeUnknown);
        if (instalment is not null && schedule.Find(partner, instalment) is null)
            throw new DomainException(ContributionErrors.InstalmentUnknown);
        return new()
        {
            Id = ContributionId.New(),
            FundCode = fund.Code,
            Partner = partner,
            AmountPence = amountPence,
            ValueDate = valueDate,
            Reference = reference,
            Programme = programme,
            Instalment = instalment,
            PostedBy = by,
        };
    }

    public Posting Posting() => Journal.Posting.Contribution(FundCode, Partner, AmountPence, ValueDate,
        Source,
        Programme is null ? $"Contribution {Reference}" : $"Contribution {Reference} for {Programme}") with { PostedBy = PostedBy };
}
