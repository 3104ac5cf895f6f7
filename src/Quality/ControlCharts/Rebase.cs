using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Quality.ControlCharts;

internal readonly record struct RebaseId(Guid Value) : IEntityId<RebaseId>
{
    public static RebaseId New() => new(Guid.CreateVersion7());
    public static RebaseId From(Guid value) => new(value);
}

/// <summary>From this period on a measure's chart has new limits, because the process is known to be another one.</summary>
/// <remarks>A rebase hides special causes that came before it, so it says who did it and why; taken back it stays in the list.</remarks>
internal sealed class Rebase
{
    public const int ReasonLengthMax = 500;
    public const int MeasureMax = 50;

    private Rebase() { }

    public required RebaseId Id { get; init; }
    public required string MeasureCode { get; init; }
    public required DateOnly Period { get; init; }
    public required string Reason { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required string? ByOrganisation { get; init; }           // null: the place itself
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? TakenBackAt { get; private set; }        // null: it stands
    public string? TakenBackBySubject { get; private set; }
    public string? TakenBackByRole { get; private set; }
    public string? TakenBackReason { get; private set; }

    public static Rebase Of(string measure, DateOnly period, string reason, Caller by, DateTimeOffset now) => new()
    {
        Id = RebaseId.New(), MeasureCode = measure, Period = period, Reason = reason, BySubject = by.Subject, ByRole = by.Role,
        ByOrganisation = by.OrganisationCode, At = now,
    };

    public void TakeBack(string reason, Caller by, DateTimeOffset now) =>
        (TakenBackAt, TakenBackBySubject, TakenBackByRole, TakenBackReason) = (now, by.Subject, by.Role, reason);
}

/// <summary>A rebase of a measure's chart, who made it and why; <c>TakenBackAt</c> where it stands no more.</summary>
public sealed record RebaseView(
    Guid Id, DateOnly Period, string Reason, string ByRole, string? ByOrganisation, DateTimeOffset At, DateTimeOffset? TakenBackAt,
    string? TakenBackByRole, string? TakenBackReason)
{
    internal static RebaseView Of(Rebase r) => new(
        r.Id.Value, r.Period, r.Reason, r.ByRole, r.ByOrganisation, r.At, r.TakenBackAt, r.TakenBackByRole, r.TakenBackReason);
}
