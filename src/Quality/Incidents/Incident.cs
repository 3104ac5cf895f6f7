using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.Bookings;
using IntegratedCare.Quality.CareServices;

namespace IntegratedCare.Quality.Incidents;

/// <summary>A logged incident.</summary>
internal readonly record struct IncidentId(Guid Value) : IEntityId<IncidentId>
{
    public static IncidentId New() => new(Guid.CreateVersion7());
    public static IncidentId From(Guid value) => new(value);
}

/// <summary>
/// Something that went wrong, may go wrong or went well in someone's care, as the person who logged it told it.
/// </summary>
/// <remarks>
/// What was told is never changed until it need not be kept any longer; what follows from it stands beside it, in
/// restrictions and in the timeline.
/// </remarks>
internal sealed class Incident
{
    public const int DescriptionLengthMax = 8_000;
    public const string DescriptionColumn = "incidents.description";

    // Harm of long ago is told late, abuse in childhood above all: the bound only catches a mistyped year.
    private const int AgeYearsMax = 120;

    // Somebody who logs at once, on a device whose clock runs ahead, has not told of the future.
    private static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    private Incident() { }

    public required IncidentId Id { get; init; }
    public required string Reference { get; init; }
    public required IncidentType EventType { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset LoggedAt { get; init; }
    public CareServiceId? ServiceId { get; private init; }      // null: no service was named
    public BookingId? BookingId { get; private init; }          // null: no booking was named
    public byte[]? Description { get; private set; }            // encrypted: it may hold clinical text and names; null: erased
    public DateTimeOffset? ErasedAt { get; private set; }       // null: what was told is still there
    public required PhysicalHarm PhysicalHarm { get; init; }
    public required PsychologicalHarm PsychologicalHarm { get; init; }
    public required bool Safeguarding { get; init; }
    public IncidentStatus Status { get; private set; }
    public required string ReporterSubject { get; init; }
    public required string ReporterRole { get; init; }
    public string? ReporterOrganisation { get; private init; }  // null: a program of the place itself

    /// <summary>Takes what somebody tells; <paramref name="seal"/> encrypts their text for this incident.</summary>
    public static Incident Log(
        LogIncidentRequest told, string reference, Func<IncidentId, byte[]> seal, Caller reporter, DateTimeOffset now)
    {
        if (told.OccurredAt > now + ClockSkewMax) throw new DomainException(IncidentErrors.InTheFuture);
        if (told.OccurredAt < now.AddYears(-AgeYearsMax)) throw new DomainException(IncidentErrors.TooLongAgo);
        if (told.EventType is IncidentType.Incident && (told.PhysicalHarm is null || told.PsychologicalHarm is null))
            throw new DomainException(IncidentErrors.HarmMissing);

        var id = IncidentId.New();
        return new()
        {
            Id = id,
            Reference = reference,
            EventType = told.EventType,
            OccurredAt = told.OccurredAt < now ? told.OccurredAt : now,
            LoggedAt = now,
            ServiceId = told.ServiceId is { } service ? CareServiceId.From(service) : null,
            BookingId = told.BookingId is { } booking ? Bookings.BookingId.From(booking) : null,
            Description = seal(id),
            PhysicalHarm = told.PhysicalHarm ?? PhysicalHarm.None,
            PsychologicalHarm = told.PsychologicalHarm ?? PsychologicalHarm.None,
            Safeguarding = told.Safeguarding ?? false,
            Status = IncidentStatus.Open,
            ReporterSubject = reporter.Subject,
            ReporterRole = reporter.Role,
            ReporterOrganisation = reporter.OrganisationCode,
        };
    }

    /// <summary>Somebody acts on the incident: a restriction was placed because of it.</summary>
    public void ActOn()
    {
        if (ErasedAt is not null) throw new DomainException(IncidentErrors.Erased);
        Status = IncidentStatus.ActedOn;
    }

    /// <summary>From here on it is a fact without words: that it was, when and what harm it did, but not what was told of it.</summary>
    public void Erase(DateTimeOffset now)
    {
        if (ErasedAt is not null) throw new DomainException(IncidentErrors.Erased);
        (Description, ErasedAt) = (null, now);
    }

    /// <summary>
    /// What the other services hear. Safeguarding is left out on purpose, and so is every word of the description.
    /// </summary>
    public IncidentLogged Logged() => new(
        Id.Value, Words.Of(EventType), ServiceId?.Value,
        Words.Of(PhysicalHarm), Words.Of(PsychologicalHarm), OccurredAt);
}
