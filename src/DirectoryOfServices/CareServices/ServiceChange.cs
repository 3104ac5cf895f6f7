using IntegratedCare.DirectoryOfServices.Proposals;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.CareServices;

public readonly record struct ServiceChangeId(Guid Value) : IEntityId<ServiceChangeId>
{
    public static ServiceChangeId New() => new(Guid.CreateVersion7());
    public static ServiceChangeId From(Guid value) => new(value);
}

/// <summary>One change of a service's record: who, when, and how it read before and after. Written once, never altered.</summary>
internal sealed class ServiceChange
{
    private ServiceChange()
    {
    }

    public required ServiceChangeId Id { get; init; }
    public required ServiceId ServiceId { get; init; }
    public required long Version { get; init; }
    public required ServiceChangeKind Kind { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public string? Role { get; init; }    // null: another service's event, not a person or program, changed it
    public string? OrganisationCode { get; init; }
    public ProposalId? ProposalId { get; init; }    // null: nobody had proposed it
    public string? ProposedBy { get; init; }
    public string? ProposedByOrganisation { get; init; }
    public ServiceId? OtherServiceId { get; init; }    // null: the change is of this entry alone
    public string? Note { get; init; }    // null: nobody said why
    public string? Before { get; init; }    // null: it stands for the first time
    public required string After { get; init; }

    public static ServiceChange Of(
        ServiceChangeKind kind, CareService service, ServiceRecord? before, Author author, DateTimeOffset now, string? note = null,
        ServiceId? other = null) => new()
    {
        Id = ServiceChangeId.New(),
        ServiceId = service.Id,
        Version = service.Version,
        Kind = kind,
        ChangedAt = now,
        ChangedBy = author.Subject,
        Role = author.Role,
        OrganisationCode = author.OrganisationCode,
        ProposalId = author.Proposer?.ProposalId,
        ProposedBy = author.Proposer?.Subject,
        ProposedByOrganisation = author.Proposer?.OrganisationCode,
        OtherServiceId = other,
        Note = note,
        Before = before?.ToJson(),
        After = ServiceRecord.Of(service).ToJson(),
    };
}

/// <summary>Why a service's record reads differently.</summary>
public enum ServiceChangeKind
{
    /// <summary>It stands for the first time.</summary>
    Published,

    /// <summary>Somebody sent another text of it.</summary>
    Edited,

    /// <summary>Somebody who answers for it said that it is right.</summary>
    Assured,

    /// <summary>It was merged into another entry, or another one into it.</summary>
    Merged,

    /// <summary>That was undone.</summary>
    Unmerged,

    /// <summary>It came in bulk, from the directory's editors or from another source.</summary>
    Imported,

    /// <summary>The organisation that provides it has another name.</summary>
    ProviderRenamed,

    /// <summary>A quality restriction was placed on it, or the strictest that stands is another.</summary>
    Restricted,

    /// <summary>The last quality restriction was lifted.</summary>
    Lifted,
}

/// <summary>Who answers for a change.</summary>
internal sealed record Author(string Subject, string? Role, string? OrganisationCode)
{
    /// <summary>Whose proposal it was that the author approved; null where the change was theirs alone.</summary>
    public Proposer? Proposer { get; init; }

    /// <summary>The quality service, whose restrictions the directory follows.</summary>
    public static readonly Author Quality = new("service:quality", null, null);

    public static Author Of(Caller caller) => new(caller.Subject, caller.Role, caller.OrganisationCode);
}
