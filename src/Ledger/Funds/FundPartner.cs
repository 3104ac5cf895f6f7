namespace IntegratedCare.Ledger.Funds;

/// <summary>An organisation that pays into a fund, and how much it agreed to.</summary>
internal sealed class FundPartner
{
    private FundPartner(string organisationCode, string name) => (OrganisationCode, Name) = (organisationCode, name);

    public string OrganisationCode { get; }

    public string Name { get; private set; }

    public long AgreedPence { get; private set; }

    public static FundPartner Of(FundPartnerTerms terms) =>
        new(terms.OrganisationCode, terms.Name) { AgreedPence = terms.AgreedPence };

    public void Put(FundPartnerTerms terms) => (Name, AgreedPence) = (terms.Name, terms.AgreedPence);
}
