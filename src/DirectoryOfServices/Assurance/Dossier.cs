using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Links;
using IntegratedCare.DirectoryOfServices.Settings;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>What speaks for and against an entry.</summary>
internal sealed record Dossier(
    Guid Id,
    string Name,
    ServiceCategory Category,
    Guid ProviderId,
    string ProviderName,
    DateOnly? AssuredOn,
    string? AssuredBy,
    bool IsSelfAssured,
    IReadOnlyList<Told> Told,
    IReadOnlyList<FailedCheck> FailedChecks,
    bool HasContact,
    bool HasHours);

internal static class Dossiers
{
    private static readonly FailedCheck BrokenLink = new(CheckKind.LinkBroken, "url");

    /// <summary>The dossier of one entry, whatever its status.</summary>
    public static async Task<Dossier> DossierOfAsync(
        this DirectoryDb db, ServiceId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.ReadAsync(db.CareServices.Where(s => s.Id == id), now, cancellationToken)).SingleOrDefault()
        ?? throw new DomainException(ServiceErrors.Unknown);

    /// <summary>The dossiers of all entries that people are sent to, as far as they are asked for.</summary>
    public static Task<List<Dossier>> DossiersAsync(
        this DirectoryDb db, WorklistScope scope, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ReadAsync(scope.Of(db.CareServices.Where(s => s.Status == RecordStatus.Active)), now, cancellationToken);

    private static async Task<List<Dossier>> ReadAsync(
        this DirectoryDb db, IQueryable<CareService> services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = now - Staleness.EvidenceAgeMax;
        var told = await (
            from evidence in db.Evidence
            join service in services on evidence.ServiceId equals service.Id
            where evidence.ReportedAt > oldest && (service.AssuredAt == null || evidence.ReportedAt > service.AssuredAt)
            select new { evidence.ServiceId, Told = new Told(evidence.Kind, evidence.ReportedAt) }).ToListAsync(cancellationToken);
        var byService = told.ToLookup(one => one.ServiceId, one => one.Told);

        // What was found while pages were opened says nothing once the place has them left alone.
        var opensPages = (await db.PlaceSettingsAsync(cancellationToken)).FetchLinks;
        var broken = (await (
            from check in db.LinkChecks
            join service in services on check.ServiceId equals service.Id
            where opensPages && check.Failures >= LinkCheck.FailuresMin && check.Url == service.Url
            select check.ServiceId).ToListAsync(cancellationToken)).ToHashSet();
        var entries = await services.Select(s => new
        {
            s.Id, s.Name, s.Category, s.ProviderId, ProviderName = s.Provider!.Name, s.AssuredOn, s.AssuredBy, s.IsSelfAssured,
            s.Telephone, s.Email, s.Url, s.Contacts, s.OpeningHours,
        }).AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. entries.Select(s => new Dossier(
                s.Id.Value, s.Name, s.Category, s.ProviderId.Value, s.ProviderName, s.AssuredOn, s.AssuredBy, s.IsSelfAssured,
                [.. byService[s.Id]],
                [.. FailedForms(s.Telephone, s.Email, s.Url, s.Contacts), .. broken.Contains(s.Id) ? [BrokenLink] : Array.Empty<FailedCheck>()],
                s.Telephone is not null || s.Email is not null || s.Url is not null || s.Contacts.Count > 0,
                s.OpeningHours.Count > 0)),
        ];
    }

    private static List<FailedCheck> FailedForms(string? telephone, string? email, string? url, IReadOnlyList<Contact> contacts)
    {
        var failed = new List<FailedCheck>();
        void Check(string? value, Func<string, bool> isWellFormed, CheckKind kind, string where)
        {
            if (value is not null && !isWellFormed(value)) failed.Add(new(kind, where));
        }

        Check(telephone, ContactForm.IsTelephone, CheckKind.TelephoneForm, "telephone");
        Check(email, ContactForm.IsEmail, CheckKind.EmailForm, "email");
        Check(url, ContactForm.IsWebAddress, CheckKind.WebAddressForm, "url");
        for (var i = 0; i < contacts.Count; i++)
        {
            Check(contacts[i].Telephone, ContactForm.IsTelephone, CheckKind.TelephoneForm, $"contacts[{i}].telephone");
            Check(contacts[i].Email, ContactForm.IsEmail, CheckKind.EmailForm, $"contacts[{i}].email");
        }

        return failed;
    }
}
