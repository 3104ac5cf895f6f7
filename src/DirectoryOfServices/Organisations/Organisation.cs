using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Organisations;

public readonly record struct OrganisationId(Guid Value) : IEntityId<OrganisationId>
{
    public static OrganisationId From(Guid value) => new(value);
}

/// <summary>A body that provides or commissions care: the council, a trust, a practice, a charity.</summary>
internal sealed class Organisation
{
    private Organisation()
    {
    }

    public required OrganisationId Id { get; init; }
    public required string Name { get; set; }
    public OrganisationKind Kind { get; private set; }
    public string? Code { get; private set; }       // null: nobody signs in for it
    public string? OdsCode { get; private set; }    // null: not registered, or the code is not confirmed
    public string? Description { get; private set; }
    public string? Url { get; private set; }
    public string? Email { get; private set; }
    public string? Telephone { get; private set; }
    public string? CharityNumber { get; private set; }    // null: no registered charity
    public string? CompanyNumber { get; private set; }    // null: no registered company
    public RecordStatus Status { get; private set; }
    public DateOnly? OpenedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public bool IsDemonstration { get; private set; }
    public long Version { get; private set; } = 1;
    public DateTimeOffset ChangedAt { get; private set; }

    public static Organisation Of(OrganisationId id, PutOrganisationRequest asked, DateTimeOffset now)
    {
        var organisation = new Organisation { Id = id, Name = asked.Name, ChangedAt = now };
        organisation.Amend(asked);
        return organisation;
    }

    public void Amend(PutOrganisationRequest asked)
    {
        if (asked.OpenedOn > asked.ClosedOn) throw new DomainException(OrganisationErrors.DatesReversed);
        if (asked.Status == RecordStatus.Active && asked.ClosedOn is not null)
            throw new DomainException(OrganisationErrors.ActiveButClosed);

        Name = asked.Name.Trim();
        Kind = asked.Kind;
        Code = asked.Code;
        OdsCode = asked.OdsCode?.ToUpperInvariant();
        Description = asked.Description?.Trim();
        Url = asked.Url;
        Email = asked.Email;
        Telephone = asked.Telephone?.Trim();
        CharityNumber = asked.CharityNumber;
        CompanyNumber = asked.CompanyNumber;
        Status = asked.Status;
        OpenedOn = asked.OpenedOn;
        ClosedOn = asked.ClosedOn;
        IsDemonstration = asked.IsDemonstration;
    }

    /// <summary>The organisation reads differently from now on.</summary>
    public void Revise(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
    }
}

/// <summary>What an organisation is in the care system.</summary>
public enum OrganisationKind
{
    /// <summary>A local authority.</summary>
    Council,

    /// <summary>A body that buys care for a population.</summary>
    Commissioner,

    /// <summary>An NHS trust or foundation trust.</summary>
    NhsTrust,

    /// <summary>A network of practices.</summary>
    PrimaryCareNetwork,

    /// <summary>A GP practice.</summary>
    GeneralPractice,

    /// <summary>Any other provider of care.</summary>
    CareProvider,

    /// <summary>A charity, community group or social enterprise.</summary>
    VoluntarySector,

    /// <summary>None of these.</summary>
    Other,
}
