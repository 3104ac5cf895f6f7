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

/// <summary>The folder of tables that describes a place.</summary>
internal static class PlaceFolder
{
    /// <summary>The folder meant by the argument: a folder's path, or the name of a place that comes with the program.</summary>
    public static string? Find(string placeOrFolder)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "places", placeOrFolder);
        return new[] { placeOrFolder, shipped }.FirstOrDefault(IsPlace);
    }

    /// <summary>The place, read and checked as a whole; null when <paramref name="findings"/> holds an error.</summary>
    public static Place? Read(string folder, Findings findings)
    {
        var profiles = Table(PlaceProfile.File, PlaceProfile.Columns, PlaceProfile.Read);
        if (profiles.Count != 1 && !findings.TableUnread)
            findings.Error(new(PlaceProfile.File, 1), $"the table has {profiles.Count} rows, not one");

        var place = new Place
        {
            Profile = profiles.Count > 0 ? profiles[0] : PlaceProfile.Unread,
            Neighbourhoods = Table(Neighbourhood.File, Neighbourhood.Columns, Neighbourhood.Read),
            Boards = Table(Board.File, Board.Columns, Board.Read),
            Postcodes = Table(PostcodePosition.File, PostcodePosition.Columns, PostcodePosition.Read),
            Organisations = Table(Organisation.File, Organisation.Columns, Organisation.Read),
            Sites = Table(Site.File, Site.Columns, Site.Read),
            Services = Table(CareService.File, CareService.Columns, CareService.Read),
            Teams = Table(Team.File, Team.Columns, Team.Read),
            TeamMembers = Table(TeamMember.File, TeamMember.Columns, TeamMember.Read),
            TeamServices = Table(TeamService.File, TeamService.Columns, TeamService.Read),
            WorkingPatterns = Table(WorkingPattern.File, WorkingPattern.Columns, WorkingPattern.Read),
            Resources = Table(Resource.File, Resource.Columns, Resource.Read),
            Funds = Table(Fund.File, Fund.Columns, Fund.Read),
            FundPartners = Table(FundPartner.File, FundPartner.Columns, FundPartner.Read),
            FundProgrammes = Table(FundProgramme.File, FundProgramme.Columns, FundProgramme.Read),
            FundYears = Table(FundYear.File, FundYear.Columns, FundYear.Read),
            FundAgreements = Table(FundAgreement.File, FundAgreement.Columns, FundAgreement.Read),
            PublishedReports = Table(PublishedReport.File, PublishedReport.Columns, PublishedReport.Read),
            PublishedParts = Table(PublishedPart.File, PublishedPart.Columns, PublishedPart.Read),
            PublishedMovements = Table(PublishedMovement.File, PublishedMovement.Columns, PublishedMovement.Read),
            FinanceContacts = Table(FinanceContact.File, FinanceContact.Columns, FinanceContact.Read),
            LedgerRules = Table(LedgerRules.File, LedgerRules.Columns, LedgerRules.Read),
            Personas = Table(Persona.File, Persona.Columns, Persona.Read),
            BankHolidays = Table(BankHoliday.File, BankHoliday.Columns, BankHoliday.Read),
            Taxonomies = Table(Taxonomy.File, Taxonomy.Columns, Taxonomy.Read),
            TaxonomyTerms = Table(TaxonomyTerm.File, TaxonomyTerm.Columns, TaxonomyTerm.Read),
            Hours = Table(Hours.File, Hours.Columns, Hours.Read),
            Synonyms = Table(Synonym.File, Synonym.Columns, Synonym.Read),
            Standards = Table(Standard.File, Standard.Columns, Standard.Read),
            Measures = Table(Measure.File, Measure.Columns, Measure.Read),
        };
        if (!findings.TableUnread) Check(place, findings);
        return findings.HasErrors ? null : place;

        IReadOnlyList<T> Table<T>(string file, TableColumns columns, Func<CsvRow, T> read) =>
            CsvTable.Read(folder, file, columns, findings, read);
    }

    private static bool IsPlace(string folder) => File.Exists(Path.Combine(folder, PlaceProfile.File));

    private static void Check(Place place, Findings findings)
    {
        Neighbourhood.Check(place, findings);
        Board.Check(place, findings);
        PostcodePosition.Check(place, findings);
        Organisation.Check(place, findings);
        Site.Check(place, findings);
        BankHoliday.Check(place, findings);
        Taxonomy.Check(place, findings);
        TaxonomyTerm.Check(place, findings);
        CareServiceRules.Check(place, findings);
        Hours.Check(place, findings);
        Synonym.Check(place, findings);
        TeamRules.Check(place, findings);
        Resource.Check(place, findings);
        FundRules.Check(place, findings);
        FundAgreement.Check(place, findings);
        PublishedReport.Check(place, findings);
        FinanceContact.Check(place, findings);
        LedgerRules.Check(place, findings);
        Persona.Check(place, findings);
        Standard.Check(place, findings);
        Measure.Check(place, findings);
    }
}
