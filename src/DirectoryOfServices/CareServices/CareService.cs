using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.Assurance;
using IntegratedCare.DirectoryOfServices.Duplicates;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.CareServices;

public readonly record struct ServiceId(Guid Value) : IEntityId<ServiceId>
{
    public static ServiceId From(Guid value) => new(value);
}

/// <summary>Care that somebody provides: what it is, for whom, where, how to reach it, and what one booking costs.</summary>
internal sealed class CareService
{
    private CareService()
    {
    }

    public required ServiceId Id { get; init; }
    public required string Name { get; set; }
    public string Description { get; private set; } = string.Empty;
    public ServiceCategory Category { get; private set; }
    public OrganisationId ProviderId { get; private set; }
    public Organisation? Provider { get; private set; }    // null: not loaded with the service
    public List<ServiceSite> Sites { get; private set; } = [];
    public List<ServiceNeighbourhood> Neighbourhoods { get; private set; } = [];    // empty: serves the whole place
    public List<Delivery> Delivery { get; private set; } = [];
    public bool DigitalFirst { get; private set; }
    public int? MinimumAgeYears { get; private set; }
    public int? MaximumAgeYears { get; private set; }
    public EligibleSex? EligibleSex { get; private set; }    // null: everybody
    public List<string> Conditions { get; private set; } = [];
    public List<ServicePractice> Practices { get; private set; } = [];    // empty: whichever practice somebody is registered with
    public bool NeedsCareActEligibility { get; private set; }
    public string? EligibilityNotes { get; private set; }
    public List<string> CatchmentDistricts { get; private set; } = [];    // empty: no postcode districts are named
    public IReadOnlyList<OpeningHours> OpeningHours { get; private set; } = [];
    public IReadOnlyList<OpeningException> OpeningExceptions { get; private set; } = [];
    public BankHolidayRule OnBankHolidays { get; private set; }
    public List<string> Languages { get; private set; } = [];
    public bool Interpreting { get; private set; }
    public IReadOnlyList<Cost> Costs { get; private set; } = [];
    public List<ReferralRoute> ReferralRoutes { get; private set; } = [];
    public List<ReferralChannel> ReferralChannels { get; private set; } = [];
    public string? ReferralMethod { get; private set; }
    public IReadOnlyList<Contact> Contacts { get; private set; } = [];
    public IReadOnlyList<ConnectionPoint> ConnectionPoints { get; private set; } = [];
    public List<ServiceTerm> Terms { get; private set; } = [];
    public string? Accreditations { get; private set; }
    public string? Alert { get; private set; }
    public string? Telephone { get; private set; }
    public string? Url { get; private set; }
    public string? Email { get; private set; }
    public List<string> Keywords { get; private set; } = [];
    public bool Bookable { get; private set; }
    public long? TariffPence { get; private set; }    // null: nothing is charged
    public RecordStatus Status { get; private set; }
    public bool IsRestricted { get; private set; }
    public DateOnly? AssuredOn { get; private set; }    // null: nobody has assured the entry
    public string? AssuredBy { get; private set; }
    public string? AssurerEmail { get; private set; }

    /// <summary>What was told before this instant, the assurer has looked into.</summary>
    public DateTimeOffset? AssuredAt { get; private set; }

    /// <summary>It was assured in the directory itself, at a moment that is known: of an assurance that is only reported, the day is.</summary>
    public bool WasAssuredHere => AssuredOn is { } day && AssuredAt is { } at && at != LondonTime.StartOf(day);

    /// <summary>The provider itself says that the entry is right.</summary>
    public bool IsSelfAssured { get; private set; }
    public bool IsDemonstration { get; private set; }

    /// <summary>The entry that speaks for this one, which was a second one of the same service.</summary>
    public ServiceId? MergedInto { get; private set; }    // null: it speaks for itself

    /// <summary>Words by which people know the entries that were merged into this one: they stay, whoever sends the record.</summary>
    public List<string> AbsorbedWords { get; private set; } = [];
    public long Version { get; private set; } = 1;
    public DateTimeOffset ChangedAt { get; private set; }

    public ServiceStatus PublicStatus => Status switch
    {
        RecordStatus.Active => IsRestricted ? ServiceStatus.Restricted : ServiceStatus.Active,
        RecordStatus.Closed => ServiceStatus.Closed,
        RecordStatus.Dormant => ServiceStatus.Dormant,
    };

    /// <summary>The name of the provider, which must have been loaded with the service.</summary>
    public string NameOfProvider => Provider?.Name ?? throw new InvalidOperationException("Load the service with its provider.");

    public static CareService Of(ServiceId id, PutServiceRequest asked, bool isRestricted, DateTimeOffset now)
    {
        var service = new CareService { Id = id, Name = asked.Name, IsRestricted = isRestricted, ChangedAt = now };
        service.Take(asked, now);
        return service;
    }

    /// <summary>Takes the record over as sent; false, and nothing changed, where it reads the same already.</summary>
    public bool Amend(PutServiceRequest asked, DateTimeOffset now)
    {
        if (MergedInto is not null) throw new DomainException(ServiceErrors.Merged);

        var before = ServiceRecord.Of(this);
        Take(asked, now);
        if (ServiceRecord.Of(this).ToJson() == before.ToJson()) return false;

        Revise(now);
        return true;
    }

    /// <summary>Follows the restrictions that quality has placed on it, and how strict they are; false where neither is different.</summary>
    public bool FollowRestrictions(bool anyStands, bool levelDiffers, DateTimeOffset now)
    {
        if (IsRestricted == anyStands && !levelDiffers) return false;

        IsRestricted = anyStands;
        Revise(now);
        return true;
    }

    /// <summary>Somebody who answers for the entry says that it is right today.</summary>
    /// <param name="organisation">Whom they act for.</param>
    /// <param name="email">Where to ask them; null: the organisation's own address.</param>
    /// <param name="now">When.</param>
    public void Assure(Organisation organisation, string? email, DateTimeOffset now)
    {
        if (Status == RecordStatus.Closed) throw new DomainException(AssuranceErrors.ServiceClosed);

        AssuredOn = LondonTime.DateOf(now);
        AssuredBy = organisation.Name;
        AssurerEmail = email ?? organisation.Email;
        AssuredAt = now;
        IsSelfAssured = organisation.Id == ProviderId;
        Revise(now);
    }

    /// <summary>What is asked, with the assurance that stands where that is the later one, or none is stated.</summary>
    public PutServiceRequest KeepingAssurance(PutServiceRequest asked) =>
        AssuredOn is { } day && !(asked.AssuredOn >= day)
            ? asked with { AssuredOn = day, AssuredBy = AssuredBy, AssurerEmail = AssurerEmail }
            : asked;

    /// <summary>Closes the entry in favour of another one of the same service, which is found by this one's words from here on.</summary>
    public void MergeInto(CareService survivor, DateTimeOffset now)
    {
        if (survivor.Id == Id) throw new DomainException(MergeErrors.IntoItself);
        if (MergedInto is not null) throw new DomainException(ServiceErrors.Merged);
        if (survivor.Status != RecordStatus.Active || survivor.MergedInto is not null) throw new DomainException(MergeErrors.SurvivorNotActive);

        Status = RecordStatus.Closed;
        MergedInto = survivor.Id;
        Revise(now);
        var words = Words.Where(word => !survivor.Keywords.Contains(word, StringComparer.OrdinalIgnoreCase)
            && !string.Equals(word, survivor.Name, StringComparison.OrdinalIgnoreCase));
        var absorbed = words.Distinct(StringComparer.OrdinalIgnoreCase).Take(ServiceMapping.KeywordsMax - survivor.Keywords.Count).ToList();
        survivor.AbsorbedWords = [.. survivor.AbsorbedWords, .. absorbed];
        survivor.Keywords = [.. survivor.Keywords, .. absorbed];
        survivor.Revise(now);
    }

    /// <summary>Speaks for itself again, as it did before it was merged.</summary>
    /// <param name="status">The status that it had.</param>
    /// <param name="survivor">The entry that it was merged into.</param>
    /// <param name="others">The entries that stay merged into that one.</param>
    /// <param name="now">When.</param>
    public void PartFrom(CareService survivor, IEnumerable<CareService> others, RecordStatus status, DateTimeOffset now)
    {
        if (MergedInto != survivor.Id) throw new DomainException(MergeErrors.NotMerged);

        MergedInto = null;
        Status = status;
        Revise(now);
        var gone = Words.Intersect(survivor.AbsorbedWords, StringComparer.OrdinalIgnoreCase)
            .Except(others.SelectMany(other => other.Words), StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase);
        survivor.AbsorbedWords = [.. survivor.AbsorbedWords.Where(word => !gone.Contains(word))];
        survivor.Keywords = [.. survivor.Keywords.Where(word => !gone.Contains(word))];
        survivor.Revise(now);
    }

    /// <summary>The record, or what others know of it, reads differently from now on.</summary>
    public void Revise(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
    }

    public ServicePublished Published(string providerName, DateTimeOffset now) => new(
        Id.Value, Version, Name, Category.Word(), ProviderId.Value, providerName, Bookable, TariffPence,
        PublicStatus.Word(), now, Languages, Interpreting);

    public ServiceChanged Changed(string providerName, DateTimeOffset now) => new(
        Id.Value, Version, Name, Category.Word(), ProviderId.Value, providerName, Bookable, TariffPence,
        PublicStatus.Word(), now, Languages, Interpreting);

    public ServiceStatusChanged StatusChanged(DateTimeOffset now) => new(Id.Value, Version, PublicStatus.Word(), now);

    private void Take(PutServiceRequest asked, DateTimeOffset now)
    {
        if (asked.MinimumAgeYears > asked.MaximumAgeYears) throw new DomainException(ServiceErrors.AgesReversed);
        if (asked.AssuredOn > LondonTime.DateOf(now)) throw new DomainException(ServiceErrors.AssuredInTheFuture);
        CheckHours(asked);
        if (!asked.Contacts.All(contact => contact.ReachesSomebody)) throw new DomainException(ServiceErrors.ContactUnreachable);
        if (!asked.ConnectionPoints.All(point => point.IsReachable)) throw new DomainException(ServiceErrors.ConnectionPointUnreachable);
        if (asked.Costs.Any(cost => cost.ValidFrom > cost.ValidUntil)) throw new DomainException(ServiceErrors.CostDatesReversed);

        Name = asked.Name.Trim();
        Description = asked.Description.Trim();
        Category = asked.Category;
        ProviderId = new(asked.ProviderId);
        Sites.ReplaceWith(asked.SiteIds, s => s.SiteId.Value, id => new() { SiteId = new(id) });
        Neighbourhoods.ReplaceWith(
            asked.NeighbourhoodCodes, n => n.NeighbourhoodCode, code => new() { NeighbourhoodCode = code });
        Delivery = [.. asked.Delivery.Distinct().Order()];
        DigitalFirst = asked.DigitalFirst;
        MinimumAgeYears = asked.MinimumAgeYears;
        MaximumAgeYears = asked.MaximumAgeYears;
        EligibleSex = asked.EligibleSex;
        Conditions = [.. asked.Conditions.Select(c => c.Trim()).Distinct(StringComparer.Ordinal)];
        Practices.ReplaceWith(asked.PracticeIds, p => p.PracticeId.Value, id => new() { PracticeId = new(id) });
        NeedsCareActEligibility = asked.NeedsCareActEligibility;
        EligibilityNotes = asked.EligibilityNotes?.Trim();
        CatchmentDistricts = [.. asked.CatchmentDistricts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        OpeningHours = asked.OpeningHours;
        OpeningExceptions = [.. asked.OpeningExceptions.OrderBy(e => e.From)];
        OnBankHolidays = asked.OnBankHolidays;
        Languages = [.. asked.Languages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Interpreting = asked.Interpreting;
        Costs = asked.Costs;
        ReferralRoutes = [.. asked.ReferralRoutes.Distinct().Order()];
        ReferralChannels = [.. asked.ReferralChannels.Distinct().Order()];
        ReferralMethod = asked.ReferralMethod?.Trim();
        Contacts = asked.Contacts;
        ConnectionPoints = asked.ConnectionPoints;
        Terms.ReplaceWith(asked.TermIds, t => t.TermId.Value, id => new() { TermId = new(id) });
        Accreditations = asked.Accreditations?.Trim();
        Alert = asked.Alert?.Trim();
        Telephone = asked.Telephone?.Trim();
        Url = asked.Url;
        Email = asked.Email;
        Keywords =
        [
            .. asked.Keywords.Select(k => k.Trim()).Concat(AbsorbedWords).Distinct(StringComparer.Ordinal).Take(ServiceMapping.KeywordsMax),
        ];
        Bookable = asked.Bookable;
        TariffPence = asked.TariffPence;
        Status = asked.Status;
        TakeAssurance(asked.AssuredOn, asked.AssuredBy?.Trim());
        AssurerEmail = asked.AssurerEmail;
        IsDemonstration = asked.IsDemonstration;
    }

    // A name that is longer than a keyword may be is cut; its first words are what people type.
    private IEnumerable<string> Words => Keywords.Prepend(
        Name.Length <= ServiceMapping.KeywordLengthMax ? Name : Name[..ServiceMapping.KeywordLengthMax].TrimEnd());

    // Of an assurance that somebody reports, only the day is known: what was told on that day still counts.
    private void TakeAssurance(DateOnly? on, string? by)
    {
        if ((on, by) == (AssuredOn, AssuredBy)) return;

        (AssuredOn, AssuredBy, IsSelfAssured) = (on, by, false);
        AssuredAt = on is { } day ? LondonTime.StartOf(day) : null;
    }

    private static void CheckHours(PutServiceRequest asked)
    {
        if (!asked.OpeningHours.All(hours => hours.SaysWhen) || !asked.OpeningExceptions.All(exception => exception.SaysWhen))
            throw new DomainException(ServiceErrors.HoursContradict);

        var sites = asked.OpeningHours.Select(hours => hours.SiteId).Concat(asked.OpeningExceptions.Select(e => e.SiteId));
        if (sites.OfType<Guid>().Except(asked.SiteIds).Any()) throw new DomainException(ServiceErrors.HoursElsewhere);
    }
}
