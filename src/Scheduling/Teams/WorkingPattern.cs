using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Sites;

namespace IntegratedCare.Scheduling.Teams;

internal readonly record struct WorkingPatternId(Guid Value) : IEntityId<WorkingPatternId>
{
    public static WorkingPatternId New() => new(Guid.CreateVersion7());
    public static WorkingPatternId From(Guid value) => new(value);
}

/// <summary>How care reaches the person.</summary>
public enum Delivery { InPerson, Home, Telephone, Video, Online }

/// <summary>Hours that a member works again and again, and how and where.</summary>
internal sealed class WorkingPattern
{
    public WorkingPatternId Id { get; private init; } = WorkingPatternId.New();
    public required MemberId Member { get; init; }
    public required WorkingHours Hours { get; init; }
    public required Delivery Delivery { get; init; }
    public SiteId? Site { get; init; }              // null: no building, as in a home visit or a call

    public static WorkingPattern Of(PatternEntry entry) => new()
    {
        Member = new(entry.MemberId),
        Hours = entry.Hours.Checked(),
        Delivery = entry.Delivery,
        Site = entry.SiteId is { } site ? new SiteId(site) : null,
    };

    public bool ReadsLike(WorkingPattern other) =>
        (Member, Delivery, Site) == (other.Member, other.Delivery, other.Site) && Hours.ReadsLike(other.Hours);
}
