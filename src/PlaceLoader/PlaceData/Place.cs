using IntegratedCare.PlaceLoader.BankHolidays;
using IntegratedCare.PlaceLoader.Boards;
using IntegratedCare.PlaceLoader.CareServices;
using IntegratedCare.PlaceLoader.FinanceContacts;
using IntegratedCare.PlaceLoader.Funds;
using IntegratedCare.PlaceLoader.LedgerSettings;
using IntegratedCare.PlaceLoader.Neighbourhoods;
using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.Personas;
using IntegratedCare.PlaceLoader.Postcodes;
using IntegratedCare.PlaceLoader.PublishedReports;
using IntegratedCare.PlaceLoader.Resources;
using IntegratedCare.PlaceLoader.ServiceHours;
using IntegratedCare.PlaceLoader.Sites;
using IntegratedCare.PlaceLoader.Standards;
using IntegratedCare.PlaceLoader.Synonyms;
using IntegratedCare.PlaceLoader.Tables;
using IntegratedCare.PlaceLoader.Taxonomies;
using IntegratedCare.PlaceLoader.Teams;

namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>A whole place as its data describes it.</summary>
internal sealed class Place
{
    public required PlaceProfile Profile { get; init; }
    public required IReadOnlyList<Neighbourhood> Neighbourhoods { get; init; }
    public required IReadOnlyList<Board> Boards { get; init; }
    public required IReadOnlyList<PostcodePosition> Postcodes { get; init; }
    public required IReadOnlyList<Organisation> Organisations { get; init; }
    public required IReadOnlyList<Site> Sites { get; init; }
    public required IReadOnlyList<CareService> Services { get; init; }
    public required IReadOnlyList<Team> Teams { get; init; }
    public required IReadOnlyList<TeamMember> TeamMembers { get; init; }
    public required IReadOnlyList<TeamService> TeamServices { get; init; }
    public required IReadOnlyList<WorkingPattern> WorkingPatterns { get; init; }
    public required IReadOnlyList<Resource> Resources { get; init; }
    public required IReadOnlyList<Fund> Funds { get; init; }
    public required IReadOnlyList<FundPartner> FundPartners { get; init; }
    public required IReadOnlyList<FundProgramme> FundProgrammes { get; init; }
    public required IReadOnlyList<FundYear> FundYears { get; init; }
    public required IReadOnlyList<FundAgreement> FundAgreements { get; init; }
    public required IReadOnlyList<PublishedReport> PublishedReports { get; init; }
    public required IReadOnlyList<PublishedPart> PublishedParts { get; init; }
    public required IReadOnlyList<PublishedMovement> PublishedMovements { get; init; }
    public required IReadOnlyList<FinanceContact> FinanceContacts { get; init; }
    public required IReadOnlyList<LedgerRules> LedgerRules { get; init; }
    public required IReadOnlyList<Persona> Personas { get; init; }
    public required IReadOnlyList<BankHoliday> BankHolidays { get; init; }
    public required IReadOnlyList<Taxonomy> Taxonomies { get; init; }
    public required IReadOnlyList<TaxonomyTerm> TaxonomyTerms { get; init; }
    public required IReadOnlyList<Hours> Hours { get; init; }
    public required IReadOnlyList<Synonym> Synonyms { get; init; }
    public required IReadOnlyList<Standard> Standards { get; init; }
    public required IReadOnlyList<Measure> Measures { get; init; }

    public Guid IdOf(string kind, string code) => StableId.Of(Profile.Code, kind, code);

    public PostcodePosition? PositionOf(string postcode) => Postcodes.FirstOrDefault(each => each.Postcode == postcode);

    public Organisation? OrganisationOf(string code) => Organisations.FirstOrDefault(each => each.Code == code);

    public CareService? ServiceOf(string code) => Services.FirstOrDefault(each => each.Code == code);

    public IReadOnlyList<Hours> HoursOf(CareService service) => [.. Hours.Where(each => each.Service == service.Code)];

    public IReadOnlyList<TaxonomyTerm> TermsOf(Taxonomy taxonomy) => [.. TaxonomyTerms.Where(each => each.Taxonomy == taxonomy.Code)];

    public IReadOnlyList<TeamMember> MembersOf(Team team) => [.. TeamMembers.Where(each => each.Team == team.Code)];

    public IReadOnlyList<TeamService> OffersOf(Team team) => [.. TeamServices.Where(each => each.Team == team.Code)];

    public IReadOnlyList<FundPartner> PartnersOf(Fund fund) => [.. FundPartners.Where(each => each.Fund == fund.Code)];

    public IReadOnlyList<FundProgramme> ProgrammesOf(Fund fund) =>
        [.. FundProgrammes.Where(each => each.Fund == fund.Code)];

    public IReadOnlyList<FundYear> YearsOf(Fund fund) => [.. FundYears.Where(each => each.Fund == fund.Code)];

    public void KnowsNeighbourhood(string? code, RowReference asked, Findings findings)
    {
        if (code is not null && Neighbourhoods.All(each => each.Code != code))
            findings.Error(asked, $"neighbourhood '{code}' is not in {Neighbourhood.File}");
    }

    public void KnowsOrganisation(string code, RowReference asked, Findings findings)
    {
        if (code.Length > 0 && OrganisationOf(code) is null)
            findings.Error(asked, $"organisation '{code}' is not in {Organisation.File}");
    }

    public void KnowsSite(string code, RowReference asked, Findings findings)
    {
        if (Sites.All(each => each.Code != code)) findings.Error(asked, $"site '{code}' is not in {Site.File}");
    }

    public void KnowsTeam(string code, RowReference asked, Findings findings)
    {
        if (code.Length > 0 && Teams.All(each => each.Code != code))
            findings.Error(asked, $"team '{code}' is not in {Team.File}");
    }

    public void KnowsFund(string code, RowReference asked, Findings findings)
    {
        if (code.Length > 0 && Funds.All(each => each.Code != code))
            findings.Error(asked, $"fund '{code}' is not in {Fund.File}");
    }
}
