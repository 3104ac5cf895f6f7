using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Sites;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices;

/// <summary>One writer at a time for a record, also for one that does not stand in the directory yet; held until the transaction ends.</summary>
/// <remarks>
/// A writer holds what it changes and shares what it refers to, so that a name that is copied into an event or into the search document is the one that
/// stands when both have committed. Always taken in the order place, taxonomies, organisation, site, service: so no two writers can wait for each other.
/// </remarks>
internal static class RecordLock
{
    public const string Place = "place";
    public const string Taxonomies = "taxonomies";

    /// <summary>All synonyms of the place at once: they are few, seldom edited and counted. Taken alone.</summary>
    public const string Synonyms = "synonyms";

    /// <summary>What an organisation has proposed and waits for, which is counted. Taken last.</summary>
    public static string ProposalsOf(string organisationCode) => $"proposals/{organisationCode}";

    /// <summary>What a person tells of entries, which is counted by the day. Taken alone.</summary>
    public static string EvidenceOf(string subject) => $"evidence/{subject}";

    public static string Of(OrganisationId organisation) => $"organisation/{organisation.Value}";

    public static string Of(SiteId site) => $"site/{site.Value}";

    public static string Of(ServiceId service) => $"service/{service.Value}";

    public static Task HoldAsync(this DirectoryDb db, string record, CancellationToken cancellationToken) =>
        db.HoldAsync([record], cancellationToken);

    public static Task HoldAsync(this DirectoryDb db, IEnumerable<string> records, CancellationToken cancellationToken)
    {
        var inOrder = InOrder(records);
        return db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended(record, 0)) from unnest({inOrder}) record", cancellationToken);
    }

    public static Task ShareAsync(this DirectoryDb db, string record, CancellationToken cancellationToken) =>
        db.ShareAsync([record], cancellationToken);

    public static Task ShareAsync(this DirectoryDb db, IEnumerable<string> records, CancellationToken cancellationToken)
    {
        var inOrder = InOrder(records);
        return db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock_shared(hashtextextended(record, 0)) from unnest({inOrder}) record",
            cancellationToken);
    }

    private static string[] InOrder(IEnumerable<string> records) => [.. records.Order(StringComparer.Ordinal)];
}
