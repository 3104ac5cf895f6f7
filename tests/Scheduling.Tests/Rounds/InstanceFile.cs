using System.Text.Json;
using IntegratedCare.Scheduling.Rounds.Solver;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>The published format of home health care routing instances, and of their solutions. Times in files are minutes.</summary>
/// <remarks>
/// A caregiver of an instance of our own may have a <c>working_shift</c>, and rows of the distances where they set out and end
/// (<c>start_index</c>, <c>end_index</c>).
/// </remarks>
internal static class InstanceFile
{
    private sealed record Instance(IReadOnlyList<Patient> Patients, IReadOnlyList<Service> Services, IReadOnlyList<Caregiver> Caregivers, double[][] Distances);

    private sealed record Patient(string Id, double[] TimeWindow, IReadOnlyList<Required> RequiredCaregivers, Synchronization? Synchronization);

    private sealed record Required(string Service, double? Duration);

    private sealed record Synchronization(string Type, double[]? Distance);

    private sealed record Service(string Id, double? DefaultDuration);

    private sealed record Caregiver(string Id, IReadOnlyList<string> Abilities, double[]? WorkingShift, int? StartIndex, int? EndIndex);

    private sealed record Solution(IReadOnlyList<Route> Routes);

    private sealed record Route(string CaregiverId, IReadOnlyList<Stop> Locations);

    private sealed record Stop(string PatientId, string ServiceId, double ArrivalTime, double DepartureTime);

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Reads an instance. Times finer than a thousandth of a minute are refused: sums over them would not be exact.</summary>
    public static RoundProblem Read(string json)
    {
        var instance = JsonSerializer.Deserialize<Instance>(json, Json) ?? throw new InvalidDataException("Not an instance.");
        var durations = instance.Services.ToDictionary(service => service.Id, service => service.DefaultDuration);
        var visits = instance.Patients.Select((patient, index) => Visit(patient, index + 1, durations)).ToArray();
        var size = instance.Distances.Length;
        if (size < visits.Length + 1 || instance.Distances.Any(row => row.Length != size))
            throw new InvalidDataException("The distances must be from the office and each patient to the office and each patient.");
        var distances = instance.Distances.SelectMany(row => row).Select(Exactly).ToArray();
        return new(visits, [.. instance.Caregivers.Select(Carer)], new(size, distances), new());
    }

    /// <summary>Writes a plan of an instance as a published solution; <c>arrival_time</c> is when the care begins.</summary>
    public static string Write(RoundProblem problem, RoundPlan plan) => JsonSerializer.Serialize(
        new Solution([.. plan.Routes.Select((stops, carer) => new Route(
            problem.Carers[carer].Id, [.. stops.Select(stop => Line(problem.Visits[stop.Visit], stop))]))]), Json);

    private static Stop Line(RoundVisit visit, RoundStop stop) => new(
        visit.Id, ((stop.IsSecond ? visit.Second : null) ?? visit.First).Skills[0],
        stop.Start / (double)RoundProblem.Minute, stop.End / (double)RoundProblem.Minute);

    private static RoundCarer Carer(Caregiver carer) => new(
        carer.Id, carer.Abilities, carer.StartIndex ?? 0, carer.EndIndex ?? 0,
        carer.WorkingShift is { } from ? Exactly(from[0]) : 0,
        carer.WorkingShift is { } to ? Exactly(to[1]) : RoundProblem.TimeMax);

    private static RoundVisit Visit(Patient patient, int location, Dictionary<string, double?> durations)
    {
        RoundTask Task(Required required) => new([required.Service], Exactly(required.Duration ?? durations[required.Service]!.Value));
        var tasks = patient.RequiredCaregivers.Select(Task).ToArray();
        var window = patient.TimeWindow.Select(Exactly).ToArray();
        if (tasks.Length == 1) return new(patient.Id, location, window[0], window[1], tasks[0]);
        var gap = patient.Synchronization?.Distance?.Select(Exactly).ToArray() ?? [0, 0];
        var pairing = patient.Synchronization?.Type switch
        {
            "simultaneous" => Pairing.Simultaneous,
            "sequential" => Pairing.Sequential,
            _ => throw new InvalidDataException($"{patient.Id} needs two carers, and it is not said how."),
        };
        return new(patient.Id, location, window[0], window[1], tasks[0], tasks[1], pairing, gap[0], gap[1]);
    }

    private static int Exactly(double minutes)
    {
        var thousandths = minutes * RoundProblem.Minute;
        var whole = (int)Math.Round(thousandths);
        return Math.Abs(thousandths - whole) < 1e-5 ? whole : throw new InvalidDataException($"{minutes} is finer than a thousandth of a minute.");
    }
}
