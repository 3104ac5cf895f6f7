using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>A care service, whole: what is left out is taken to be absent.</summary>
public sealed record PutServiceRequest
{
    [Required, StringLength(ServiceMapping.NameLengthMax)] public required string Name { get; init; }
    [StringLength(ServiceMapping.DescriptionLengthMax)] public required string Description { get; init; }
    public required ServiceCategory Category { get; init; }
    public required Guid ProviderId { get; init; }
    [MaxLength(ServiceMapping.SitesMax)] public required IReadOnlyList<Guid> SiteIds { get; init; }
    [Length(1, 5)] public required IReadOnlyList<Delivery> Delivery { get; init; }
    [MaxLength(200), PlaceCode] public required IReadOnlyList<string> NeighbourhoodCodes { get; init; }
    [Range(0, ServiceMapping.AgeYearsMax)] public int? MinimumAgeYears { get; init; }
    [Range(0, ServiceMapping.AgeYearsMax)] public int? MaximumAgeYears { get; init; }

    /// <summary>Who it is for beyond age: sex, conditions, patients of these practices, people whose needs the Care Act 2014 makes eligible.</summary>
    public EligibleSex? EligibleSex { get; init; }
    [Texts(30, 200)] public IReadOnlyList<string> Conditions { get; init; } = [];
    [MaxLength(200)] public IReadOnlyList<Guid> PracticeIds { get; init; } = [];
    public bool NeedsCareActEligibility { get; init; }
    [StringLength(ServiceMapping.NotesLengthMax)] public string? EligibilityNotes { get; init; }

    /// <summary>Beside its neighbourhoods: the postcode districts that it takes people from.</summary>
    [PostcodeDistricts] public IReadOnlyList<string> CatchmentDistricts { get; init; } = [];
    [MaxLength(100)] public IReadOnlyList<OpeningHours> OpeningHours { get; init; } = [];
    [MaxLength(200)] public IReadOnlyList<OpeningException> OpeningExceptions { get; init; } = [];
    public BankHolidayRule OnBankHolidays { get; init; }

    /// <summary>Languages that its people speak; <c>Interpreting</c>: others can be interpreted.</summary>
    [LanguageTag] public IReadOnlyList<string> Languages { get; init; } = [];
    public bool Interpreting { get; init; }
    [MaxLength(30)] public IReadOnlyList<Cost> Costs { get; init; } = [];

    /// <summary>Who may refer, and how; <c>ReferralMethod</c> says it in words.</summary>
    [MaxLength(10)] public IReadOnlyList<ReferralRoute> ReferralRoutes { get; init; } = [];
    [MaxLength(10)] public IReadOnlyList<ReferralChannel> ReferralChannels { get; init; } = [];
    [StringLength(ServiceMapping.ReferralMethodLengthMax)] public string? ReferralMethod { get; init; }

    /// <summary>The first contact is by telephone, video or online, whatever follows.</summary>
    public bool DigitalFirst { get; init; }
    [MaxLength(20)] public IReadOnlyList<Contact> Contacts { get; init; } = [];
    [MaxLength(10)] public IReadOnlyList<ConnectionPoint> ConnectionPoints { get; init; } = [];
    [MaxLength(100)] public IReadOnlyList<Guid> TermIds { get; init; } = [];
    [StringLength(ServiceMapping.NotesLengthMax)] public string? Accreditations { get; init; }

    /// <summary>What everybody who opens the entry must know first.</summary>
    [StringLength(ServiceMapping.NotesLengthMax)] public string? Alert { get; init; }
    [Telephone] public string? Telephone { get; init; }
    [WebAddress] public string? Url { get; init; }
    [EmailAddress, StringLength(ServiceMapping.EmailLengthMax)] public string? Email { get; init; }
    [Keywords] public required IReadOnlyList<string> Keywords { get; init; }
    public required bool Bookable { get; init; }
    [Range(0L, ServiceMapping.TariffPenceMax)] public long? TariffPence { get; init; }
    public required RecordStatus Status { get; init; }
    public DateOnly? AssuredOn { get; init; }
    [StringLength(ServiceMapping.NameLengthMax)] public string? AssuredBy { get; init; }
    [EmailAddress, StringLength(ServiceMapping.EmailLengthMax)] public string? AssurerEmail { get; init; }
    public required bool IsDemonstration { get; init; }
}

internal static class PutService
{
    /// <remarks>Whoever keeps only a provider's entries proposes instead, so that two people have looked at what the place reads.</remarks>
    public static async Task<Ok<Upserted>> Handle(
        Guid id, PutServiceRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var serviceId = new ServiceId(id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockEntryAsync(serviceId, request, cancellationToken);
        var standing = await db.CareServices.WithLinks().SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken);
        OrganisationId[] providers = [new(request.ProviderId), .. standing is null ? [] : new[] { standing.ProviderId }];
        await db.RequireStewardAsync(caller, providers, cancellationToken);
        if (!await db.IsCuratorAsync(caller, cancellationToken)) throw new DomainException(ServiceErrors.ProposeInstead);
        ServiceVersion.Check(http.Request, caller, standing?.Version);

        // The place's data do not know of merges, and a load can be repeated for ever: what was merged stays so.
        if (standing?.MergedInto is not null && caller.Is(Roles.PlaceLoader)) return TypedResults.Ok(new Upserted(id, UpsertOutcome.Unchanged));

        // Nor do they know of what was assured here since they were gathered.
        var asked = standing is not null && caller.Is(Roles.PlaceLoader) ? standing.KeepingAssurance(request) : request;
        var (service, outcome) = await db.EnterAsync(
            serviceId, standing, asked, Author.Of(caller), time.GetUtcNow(), cancellationToken);
        if (outcome != UpsertOutcome.Unchanged) db.RecordAccess(caller, purpose, "service.put", "service", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(service.Version);
        return TypedResults.Ok(new Upserted(id, outcome));
    }
}
