using IntegratedCare.DirectoryOfServices.Availability;
using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Duplicates;
using IntegratedCare.DirectoryOfServices.Evidence;
using IntegratedCare.DirectoryOfServices.Fhir.Parts;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.DirectoryOfServices.Links;
using IntegratedCare.DirectoryOfServices.Imports;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Proposals;
using IntegratedCare.DirectoryOfServices.Restrictions;
using IntegratedCare.DirectoryOfServices.Search;
using IntegratedCare.DirectoryOfServices.Settings;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.DirectoryOfServices.Synonyms;
using IntegratedCare.DirectoryOfServices.Taxonomies;
using IntegratedCare.DirectoryOfServices.UnmetNeed;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices;

internal sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : KernelDb(options)
{
    public DbSet<Place> Places => Set<Place>();
    public DbSet<PostcodePosition> Postcodes => Set<PostcodePosition>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<CareService> CareServices => Set<CareService>();
    public DbSet<Taxonomy> Taxonomies => Set<Taxonomy>();
    public DbSet<TaxonomyTerm> TaxonomyTerms => Set<TaxonomyTerm>();
    public DbSet<RecordChange> RecordChanges => Set<RecordChange>();
    public DbSet<ServiceChange> ServiceChanges => Set<ServiceChange>();
    public DbSet<PlaceSettings> Settings => Set<PlaceSettings>();
    public DbSet<ServiceEvidence> Evidence => Set<ServiceEvidence>();
    public DbSet<DuplicateDismissal> DuplicateDismissals => Set<DuplicateDismissal>();
    public DbSet<LinkCheck> LinkChecks => Set<LinkCheck>();
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<CapacityReport> CapacityReports => Set<CapacityReport>();
    public DbSet<Restriction> Restrictions => Set<Restriction>();
    public DbSet<ServiceAvailability> ServiceAvailability => Set<ServiceAvailability>();
    public DbSet<ContactEntry> ContactEntries => Set<ContactEntry>();
    public DbSet<EndpointEntry> EndpointEntries => Set<EndpointEntry>();
    public DbSet<Synonym> Synonyms => Set<Synonym>();
    public DbSet<KnownAsker> KnownAskers => Set<KnownAsker>();
    public DbSet<AskerKey> AskerKeys => Set<AskerKey>();
    public DbSet<UnmetSearchCount> UnmetSearches => Set<UnmetSearchCount>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportPart> ImportParts => Set<ImportPart>();
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    public DbSet<SourceRecord> SourceRecords => Set<SourceRecord>();
    public DbSet<ExternalId> ExternalIds => Set<ExternalId>();
    public DbSet<SearchDocument> SearchDocuments => Set<SearchDocument>();

    /// <summary>Metres along the earth's surface between two positions; null where one of them is unknown.</summary>
    [DbFunction("metres_between")]
    public static double? MetresBetween(
        double? latitude, double? longitude, double? otherLatitude, double? otherLongitude) =>
        throw new NotSupportedException("Runs in the database.");

    /// <summary>How nearly the words stand in a document, typing errors forgiven: 0 for not at all, 1 for every word in the headline.</summary>
    [DbFunction("likeness")]
    public static double Likeness(string[] words, string headline, string body) =>
        throw new NotSupportedException("Runs in the database.");
}
