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

    /// <summary>The place's rules. Taken alone.</summary>
    public const string Settings = "settings";

    /// <summary>What an organisation has proposed and waits for, which is counted. Taken last.</summary>
    public static string ProposalsOf(string organisationCode) => $"proposals/{organisationCode}";

    /// <summary>What a person tells of entries, which is counted by the day. Taken alone.</summary>
    public static string EvidenceOf(string subject) => $"evidence/{subject}";

    private const string Organisations = "organisation";
    private const string Sites = "site";
    private const string Services = "service";

    /// <summary>A share in all services: nobody writes many of them at once meanwhile.</summary>
    public static Task ShareServicesAsync(this DirectoryDb db, CancellationToken cancellationToken) =>
        db.ShareAsync(Services, cancellationToken);

    public static string Of(OrganisationId organisation) => $"organisation/{organisation.Value}";

    public static string Of(SiteId site) => $"site/{site.Value}";

    public static string Of(ServiceId service) => $"service/{service.Value}";

    public static Task HoldAsync(this DirectoryDb db, string record, CancellationToken cancellationToken) =>
        db.HoldAsync([record], cancellationToken);

    public static async Task HoldAsync(this DirectoryDb db, IEnumerable<string> records, CancellationToken cancellationToken)
    {
        var inOrder = InOrder(records);
        await db.ShareNounsAsync(inOrder, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended(record, 0)) from unnest({inOrder}) record", cancellationToken);
    }

    public static Task ShareAsync(this DirectoryDb db, string record, CancellationToken cancellationToken) =>
        db.ShareAsync([record], cancellationToken);

    public static async Task ShareAsync(this DirectoryDb db, IEnumerable<string> records, CancellationToken cancellationToken)
    {
        var inOrder = InOrder(records);
        await db.ShareNounsAsync(inOrder, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock_shared(hashtextextended(record, 0)) from unnest({inOrder}) record",
            cancellationToken);
    }

    /// <summary>Holds every organisation, site and service at once, for work on more of them than there are locks.</summary>
    public static Task HoldAllAsync(this DirectoryDb db, CancellationToken cancellationToken)
    {
        string[] nouns = [Organisations, Sites, Services];
        return db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended(noun, 0)) from unnest({nouns}) noun", cancellationToken);
    }

    // Whoever has a record has a share in all records of its noun, so that nobody else holds them all.
    private static async Task ShareNounsAsync(this DirectoryDb db, string[] records, CancellationToken cancellationToken)
    {
        string[] nouns = [.. new[] { Organisations, Sites, Services }.Where(noun => records.Any(r => r.StartsWith($"{noun}/", StringComparison.Ordinal)))];
        if (nouns.Length == 0) return;
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock_shared(hashtextextended(noun, 0)) from unnest({nouns}) noun", cancellationToken);
    }

    private static string[] InOrder(IEnumerable<string> records) => [.. records.Order(StringComparer.Ordinal)];
}
