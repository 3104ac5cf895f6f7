using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Tasks;

/// <summary>Something that an office has to do.</summary>
internal readonly record struct QualityTaskId(Guid Value) : IEntityId<QualityTaskId>
{
    public static QualityTaskId New() => new(Guid.CreateVersion7());
    public static QualityTaskId From(Guid value) => new(value);
}

/// <summary>
/// Something that an office has to do by a day. It holds no text: what is to be done its kind says, and about what stands beside it.
/// </summary>
/// <remarks>
/// Raised by <see cref="TaskBook"/>, once for each <c>Source</c>, however often and by however many replicas it is raised. Who may not know of what
/// it is about does not learn that there is a task.
/// </remarks>
internal sealed class QualityTask
{
    public const int SourceLengthMax = 200;

    private QualityTask() { }

    public required QualityTaskId Id { get; init; }
    public required QualityTaskKind Kind { get; init; }
    public required string Office { get; init; }                // one of Offices
    public required DateOnly DueOn { get; init; }               // London's date; overdue from the day after
    public required Matter About { get; init; }
    public required Guid AboutId { get; init; }
    public IncidentId? IncidentId { get; private init; }        // null: no need to know of an incident is asked
    public required string Source { get; init; }
    public required bool EndsByItself { get; init; }            // done by the act that it asks for, never by hand
    public required DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset? DoneAt { get; private set; }         // null: open
    public string? DoneBySubject { get; private set; }          // null: open, or it ended by itself
    public string? DoneByRole { get; private set; }             // null: open, or it ended by itself

    /// <summary>The offices that can have something to do: the chief nurse's and the statutory officers'.</summary>
    public static readonly string[] Offices = [.. Policies.TasksRead.Roles];

    public void Do(Caller by, DateTimeOffset now)
    {
        if (DoneAt is not null) throw new DomainException(TaskErrors.AlreadyDone);
        if (EndsByItself) throw new DomainException(TaskErrors.EndsByItself);
        (DoneAt, DoneBySubject, DoneByRole) = (now, by.Subject, by.Role);
    }
}
