using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Funds;

/// <summary>Money that partners hold together for one financial year: who pays in, and which programmes it pays for.</summary>
internal sealed class Fund
{
    private readonly List<FundPartner> partners = [];
    private readonly List<Programme> programmes = [];
    private readonly List<AgreedYear> agreedYears = [];

    private Fund(string code, string name, string hostOrganisationCode) =>
        (Code, Name, HostOrganisationCode) = (code, name, hostOrganisationCode);

    public string Code { get; }

    public string Name { get; private set; }

    public FundClass Class { get; private set; }

    /// <summary>The partner that keeps the fund's accounts (SI 2000/617, regulation 7).</summary>
    public string HostOrganisationCode { get; private set; }

    public FinancialYear FinancialYear { get; private set; }

    public DidNotAttendRule DidNotAttendRule { get; private set; }

    /// <summary>The total as the source prints it, right or wrong; null where the source prints none.</summary>
    public long? PrintedTotalPence { get; private set; }

    /// <summary>Where the figures come from; null where nobody said.</summary>
    public string? Source { get; private set; }

    public bool IsDemonstration { get; private set; }

    public IReadOnlyList<FundPartner> Partners => partners;

    public IReadOnlyList<Programme> Programmes => programmes;

    /// <summary>The yearly amounts as the source prints them.</summary>
    public IReadOnlyList<AgreedYear> AgreedYears => agreedYears;

    public long AgreedYearsTotalPence => agreedYears.Sum(year => year.AmountPence);

    /// <summary>How much the printed total exceeds the printed years; null where no total is printed. Reported, never mended.</summary>
    public long? PrintedTotalDifferencePence => PrintedTotalPence - AgreedYearsTotalPence;

    public static Fund Open(string code, PutFundRequest terms)
    {
        var fund = new Fund(code, terms.Name, terms.HostOrganisationCode);
        fund.Put(terms, accountsInUse: new HashSet<string>());
        return fund;
    }

    public bool HasPartner(string organisation) => partners.Exists(partner => partner.OrganisationCode == organisation);

    public bool HasProgramme(string code) => programmes.Exists(programme => programme.Code == code);

    /// <summary>Takes the terms as they are to be from now on.</summary>
    /// <param name="terms">The whole terms; what they leave out is taken away.</param>
    /// <param name="accountsInUse">The accounts of this fund that hold postings: what they rest on stays.</param>
    public void Put(PutFundRequest terms, IReadOnlySet<string> accountsInUse)
    {
        var year = YearOf(terms.FinancialYear);
        RequireNoneTwice(terms);
        if (accountsInUse.Count > 0 && (Class != terms.Class || FinancialYear != year))
            throw new DomainException(FundErrors.InUse, "The class and the financial year stay once something is posted.");

        Name = terms.Name;
        Class = terms.Class;
        HostOrganisationCode = terms.HostOrganisationCode;
        FinancialYear = year;
        DidNotAttendRule = terms.DidNotAttendRule;
        PrintedTotalPence = terms.PrintedTotalPence;
        Source = terms.Source;
        IsDemonstration = terms.IsDemonstration;
        PutPartners(terms.Partners, accountsInUse);
        PutProgrammes(terms.Programmes, accountsInUse);
        PutAgreedYears(terms.AgreedYears ?? []);
    }

    private void PutPartners(IReadOnlyList<FundPartnerTerms> terms, IReadOnlySet<string> accountsInUse)
    {
        foreach (var gone in partners.Where(p => terms.All(t => t.OrganisationCode != p.OrganisationCode)).ToList())
        {
            if (accountsInUse.Contains(Account.Contributions(gone.OrganisationCode)) || accountsInUse.Contains(Account.Receivables(gone.OrganisationCode)))
                throw new DomainException(FundErrors.InUse, "A partner that has paid in or owes stays a partner.");
            partners.Remove(gone);
        }

        foreach (var term in terms)
        {
            if (partners.Find(p => p.OrganisationCode == term.OrganisationCode) is { } partner) partner.Put(term);
            else partners.Add(FundPartner.Of(term));
        }
    }

    private void PutProgrammes(IReadOnlyList<ProgrammeTerms> terms, IReadOnlySet<string> accountsInUse)
    {
        foreach (var gone in programmes.Where(p => terms.All(t => t.Code != p.Code)).ToList())
        {
            if (accountsInUse.Contains(Account.Commitments(gone.Code)) || accountsInUse.Contains(Account.Expenditure(gone.Code)))
                throw new DomainException(FundErrors.InUse, "A programme that has paid for something stays.");
            programmes.Remove(gone);
        }

        foreach (var term in terms)
        {
            if (programmes.Find(p => p.Code == term.Code) is { } programme) programme.Put(term);
            else programmes.Add(Programme.Of(term));
        }
    }

    private void PutAgreedYears(IReadOnlyList<AgreedYearTerms> terms)
    {
        var asked = terms.ToDictionary(term => YearOf(term.FinancialYear), term => term.AmountPence);
        agreedYears.RemoveAll(year => !asked.ContainsKey(year.FinancialYear));
        foreach (var (year, amountPence) in asked)
        {
            var agreed = agreedYears.Find(a => a.FinancialYear == year);
            if (agreed is null) agreedYears.Add(agreed = new() { FinancialYear = year });
            agreed.AmountPence = amountPence;
        }
    }

    private static void RequireNoneTwice(PutFundRequest terms)
    {
        RequireNoneTwice("partner", terms.Partners.Select(p => p.OrganisationCode));
        RequireNoneTwice("programme", terms.Programmes.Select(p => p.Code));
        RequireNoneTwice("category of service", terms.Programmes.SelectMany(p => p.ServiceCategories));
        RequireNoneTwice("agreed year", (terms.AgreedYears ?? []).Select(y => y.FinancialYear));
    }

    private static void RequireNoneTwice(string what, IEnumerable<string> codes)
    {
        var twice = codes.GroupBy(code => code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new DomainException(FundErrors.ListedTwice, $"The {what} {twice.Key} is listed twice.");
    }

    private static FinancialYear YearOf(string text) => FinancialYear.TryParse(text, out var year)
        ? year
        : throw new DomainException(FundErrors.FinancialYearInvalid, $"{text} is no financial year.");
}
