using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Sites;

public readonly record struct SiteId(Guid Value) : IEntityId<SiteId>
{
    public static SiteId From(Guid value) => new(value);
}

/// <summary>Where care is given: a campus, a centre, a practice, a mobile unit, a person's home, or nowhere at all (virtual).</summary>
/// <remarks>
/// What the data state and where the site stands are two things: a site without a position or neighbourhood of its own takes those of its postcode,
/// and moves when the postcode table does.
/// </remarks>
internal sealed class Site
{
    private Site()
    {
    }

    public required SiteId Id { get; init; }
    public required string Name { get; set; }
    public SiteKind Kind { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public List<string> AddressLines { get; private set; } = [];
    public Postcode? Postcode { get; private set; }    // null: a site without an address
    public string? Telephone { get; private set; }
    public string? Description { get; private set; }
    public string? Transport { get; private set; }
    public string? Uprn { get; private set; }    // null: not known, or no property
    public List<AccessibilityFeature> Accessibility { get; private set; } = [];
    public string? AccessibilityNotes { get; private set; }
    public string? StatedNeighbourhoodCode { get; private set; }
    public double? StatedLatitude { get; private set; }
    public double? StatedLongitude { get; private set; }
    public string? NeighbourhoodCode { get; private set; }    // null: stands in no neighbourhood of the place
    public double? Latitude { get; private set; }    // null: nobody knows where it stands
    public double? Longitude { get; private set; }
    public bool IsDemonstration { get; private set; }
    public long Version { get; private set; } = 1;
    public DateTimeOffset ChangedAt { get; private set; }

    public static Site Of(SiteId id, PutSiteRequest asked, PostcodePosition? position, DateTimeOffset now)
    {
        var site = new Site { Id = id, Name = asked.Name, ChangedAt = now };
        site.Amend(asked, position);
        return site;
    }

    public void Amend(PutSiteRequest asked, PostcodePosition? position)
    {
        if (asked.Address is null && asked.Kind is not (SiteKind.Virtual or SiteKind.Home))
            throw new DomainException(SiteErrors.AddressMissing);
        if (asked.Latitude is null != asked.Longitude is null) throw new DomainException(SiteErrors.PositionHalf);

        Name = asked.Name.Trim();
        Kind = asked.Kind;
        OrganisationId = new(asked.OrganisationId);
        AddressLines = asked.Address is { } address ? [.. address.Lines.Select(l => l.Trim())] : [];
        Postcode = asked.Address is { Postcode: var postcode } ? Places.Postcode.Parse(postcode) : null;
        Telephone = asked.Telephone?.Trim();
        Description = asked.Description?.Trim();
        Transport = asked.Transport?.Trim();
        Uprn = asked.Uprn;
        Accessibility = [.. asked.Accessibility.Distinct().Order()];
        AccessibilityNotes = asked.AccessibilityNotes?.Trim();
        StatedNeighbourhoodCode = asked.NeighbourhoodCode;
        StatedLatitude = asked.Latitude;
        StatedLongitude = asked.Longitude;
        IsDemonstration = asked.IsDemonstration;
        StandAt(position);
    }

    /// <summary>Takes position and neighbourhood from the postcode where the site states none; true where that moved it.</summary>
    public bool StandAt(PostcodePosition? position)
    {
        var before = (NeighbourhoodCode, Latitude, Longitude);
        NeighbourhoodCode = StatedNeighbourhoodCode ?? position?.NeighbourhoodCode;
        (Latitude, Longitude) = StatedLatitude is null
            ? (position?.Latitude, position?.Longitude)
            : (StatedLatitude, StatedLongitude);
        return before != (NeighbourhoodCode, Latitude, Longitude);
    }

    public SitePublished Published(DateTimeOffset now) => new(
        Id.Value, Version, Name, NeighbourhoodCode, now, AddressLines.Count > 0 ? string.Join(", ", AddressLines) : null, Postcode?.Value,
        [.. Accessibility.Select(feature => feature.Word())]);

    /// <summary>The site reads differently: a higher version, and the event that says so.</summary>
    public SitePublished Revised(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
        return Published(now);
    }
}

/// <summary>What a site is.</summary>
public enum SiteKind
{
    /// <summary>A site where many services stand together.</summary>
    HealthCampus,

    /// <summary>A primary care or health and wellbeing centre.</summary>
    PrimaryCareCentre,

    /// <summary>The premises of a practice.</summary>
    Practice,

    /// <summary>A unit that moves.</summary>
    MobileUnit,

    /// <summary>Reached by telephone, video or online only.</summary>
    Virtual,

    /// <summary>The person's own home.</summary>
    Home,

    /// <summary>None of these.</summary>
    Other,
}
