namespace IntegratedCare.Ledger.Funds;

/// <summary>An organisation that pays into a fund, and how much it agreed to.</summary>
internal sealed class FundPartner
{
    public required string OrganisationCode { get; init; }

    public string Name { get; private set; } = "";      // every Put sets it

    public long AgreedPence { get; private set; }

    public void Put(FundPartnerTerms terms) => (Name, AgreedPence) = (terms.Name, terms.AgreedPence);
}
