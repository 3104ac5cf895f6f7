using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Absences;

public sealed record AbsenceView(Guid Id, Guid ResourceId, string Name, AbsenceKind Kind, DateTimeOffset Start, DateTimeOffset End)
{
    internal static AbsenceView Of(Absence absence, string name) => new(
        absence.Id.Value, absence.Resource.Value, name, absence.Kind, LondonTime.ToLondon(absence.StartsAt), LondonTime.ToLondon(absence.EndsAt));
}
