namespace IntegratedCare.Quality.Tasks;

/// <summary>Something that an office has to do.</summary>
/// <remarks>
/// <c>DueOn</c> is London's date by whose end it is to be done. <c>IncidentId</c> is absent where what it is about hangs on no incident.
/// <c>EndsByItself</c>: it ends once the act that it asks for has been done, and cannot be said to be done. <c>DoneByRole</c> is absent while it is
/// open, and where it ended by itself.
/// </remarks>
public sealed record TaskView(
    Guid Id, QualityTaskKind Kind, string Office, DateOnly DueOn, bool Overdue, Matter About, Guid AboutId, Guid? IncidentId,
    bool EndsByItself, DateTimeOffset RaisedAt, DateTimeOffset? DoneAt, string? DoneByRole)
{
    internal static TaskView Of(QualityTask task, DateOnly today) => new(
        task.Id.Value, task.Kind, task.Office, task.DueOn, task.DoneAt is null && task.DueOn < today, task.About, task.AboutId, task.IncidentId?.Value,
        task.EndsByItself, task.RaisedAt, task.DoneAt, task.DoneByRole);
}

/// <summary>How much an office has to do, and how much of it is overdue.</summary>
public sealed record TaskTotalsView(int Open, int Overdue);
