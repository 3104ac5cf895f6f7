using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.Evidence;

public readonly record struct EvidenceId(Guid Value) : IEntityId<EvidenceId>
{
    public static EvidenceId New() => new(Guid.CreateVersion7());
    public static EvidenceId From(Guid value) => new(value);
}

/// <summary>Somebody found out that an entry is not as it says. What one person tells of one kind in a day counts once.</summary>
internal sealed partial class ServiceEvidence
{
    /// <summary>Nobody comes upon more wrong entries in a day.</summary>
    public const int PersonDayMax = 50;

    private ServiceEvidence()
    {
    }

    public required EvidenceId Id { get; init; }
    public required ServiceId ServiceId { get; init; }
    public required EvidenceKind Kind { get; init; }
    public EvidenceReason? Reason { get; init; }    // null: they did not say
    public string? Note { get; init; }
    public required string ReportedBy { get; init; }
    public required string Role { get; init; }
    public string? OrganisationCode { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>London's date.</summary>
    public required DateOnly ReportedOn { get; init; }

    public static ServiceEvidence Of(CareService service, ReportEvidenceRequest asked, Caller caller, DateTimeOffset now)
    {
        if (service.Status == RecordStatus.Closed) throw new DomainException(EvidenceErrors.ServiceClosed);
        var note = string.IsNullOrWhiteSpace(asked.Note) ? null : asked.Note.Trim();
        if (note is not null && NamesSomebody(note)) throw new DomainException(EvidenceErrors.NotePersonal);

        return new()
        {
            Id = EvidenceId.New(),
            ServiceId = service.Id,
            Kind = asked.Kind,
            Reason = asked.Reason,
            Note = note,
            ReportedBy = caller.Subject,
            Role = caller.Role,
            OrganisationCode = caller.OrganisationCode,
            ReportedAt = now,
            ReportedOn = LondonTime.DateOf(now),
        };
    }

    // What can be told by its form: an NHS number has a check digit.
    private static bool NamesSomebody(string note) => TenDigits().Matches(note).Any(digits =>
        NhsNumber.TryParse(digits.Value.Replace("-", "", StringComparison.Ordinal), out _));

    [GeneratedRegex(@"(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])")]
    private static partial Regex TenDigits();
}

/// <summary>What somebody found.</summary>
public enum EvidenceKind
{
    /// <summary>A referral that was made as the entry says came back.</summary>
    ReferralBounced,

    /// <summary>Nobody could be reached as the entry says.</summary>
    ContactFailed,

    /// <summary>The service declined somebody for whom the entry says it is.</summary>
    Declined,

    /// <summary>Something in the entry is not so.</summary>
    WrongDetails,

    /// <summary>The service has closed or moved away.</summary>
    Closed,
}

/// <summary>What it was about.</summary>
public enum EvidenceReason
{
    /// <summary>The number does not exist, or is somebody else's.</summary>
    NumberUnobtainable,

    /// <summary>It rings, and nobody answers.</summary>
    NoAnswer,

    /// <summary>Mail came back.</summary>
    MailReturned,

    /// <summary>The web page is gone or says something else.</summary>
    PageGone,

    /// <summary>It is somewhere else.</summary>
    Moved,

    /// <summary>It is for other people than the entry says.</summary>
    CriteriaDiffer,

    /// <summary>It takes nobody on at present.</summary>
    Full,

    /// <summary>It is open at other times.</summary>
    HoursDiffer,

    /// <summary>It costs something else.</summary>
    CostDiffers,

    /// <summary>It is not provided any more.</summary>
    NotProvided,

    /// <summary>Something else; the note says what.</summary>
    Other,
}
