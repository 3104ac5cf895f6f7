using System.Text.Json;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>
/// Judges a solution file of the home health care routing and scheduling problem by the problem's definition alone: it reads the two
/// published formats and knows nothing of the solver, whose claims it is there to doubt.
/// </summary>
/// <remarks>
/// An instance may say more than the published ones: <c>working_shift</c>, <c>start_index</c> and <c>end_index</c> (rows of the
/// distances) of a caregiver. What nobody provides is told in <see cref="Verdict.Missing"/>; only a caller who allows that may pass it.
/// </remarks>
internal static class PlanChecker
{
    private const double Tolerance = 1e-6;

    internal sealed record Verdict(
        IReadOnlyList<string> Faults, IReadOnlyList<string> Missing, double Distance, double Tardiness, double LargestTardiness)
    {
        public double Cost => (Distance + Tardiness + LargestTardiness) / 3;
    }

    private sealed record Provided(string Caregiver, double Start, double End);

    public static Verdict Check(string instanceJson, string solutionJson)
    {
        using var instance = JsonDocument.Parse(instanceJson);
        using var solution = JsonDocument.Parse(solutionJson);
        return new Judge(instance.RootElement, solution.RootElement).Verdict();
    }

    private sealed class Judge(JsonElement instance, JsonElement solution)
    {
        private readonly List<string> _faults = [];
        private readonly List<string> _missing = [];
        private readonly Dictionary<(string Patient, string Service), List<Provided>> _provided = [];
        private readonly Dictionary<string, int> _rows = instance.GetProperty("patients").EnumerateArray()
            .Select((patient, index) => (Id: Text(patient, "id"), Row: index + 1)).ToDictionary(one => one.Id, one => one.Row);
        private double _distance;

        public Verdict Verdict()
        {
            var caregivers = instance.GetProperty("caregivers").EnumerateArray().ToDictionary(one => Text(one, "id"));
            var seen = new HashSet<string>();
            foreach (var route in solution.GetProperty("routes").EnumerateArray())
            {
                var id = Text(route, "caregiver_id");
                if (!caregivers.TryGetValue(id, out var caregiver)) _faults.Add($"{id} is no caregiver of the instance");
                else if (!seen.Add(id)) _faults.Add($"{id} has two routes");
                else Walk(caregiver, route);
            }

            var (total, largest) = (0.0, 0.0);
            foreach (var patient in instance.GetProperty("patients").EnumerateArray())
            {
                var end = patient.GetProperty("time_window")[1].GetDouble();
                foreach (var start in Attend(patient))
                {
                    var late = Math.Max(0, start - end);
                    (total, largest) = (total + late, Math.Max(largest, late));
                }
            }

            return new(_faults, _missing, _distance, total, largest);
        }

        private void Walk(JsonElement caregiver, JsonElement route)
        {
            var id = Text(caregiver, "id");
            var abilities = caregiver.GetProperty("abilities").EnumerateArray().Select(ability => ability.GetString()).ToHashSet();
            var (row, free) = (Number(caregiver, "start_index", 0), Shift(caregiver, 0, 0));
            var stays = true;
            foreach (var stop in route.GetProperty("locations").EnumerateArray())
            {
                var (patient, service) = (Text(stop, "patient_id"), Text(stop, "service_id"));
                var (start, end) = (stop.GetProperty("arrival_time").GetDouble(), stop.GetProperty("departure_time").GetDouble());
                if (!_rows.TryGetValue(patient, out var next))
                {
                    _faults.Add($"{patient} is no patient of the instance");
                    continue;
                }

                if (!abilities.Contains(service)) _faults.Add($"{id} is not able to provide {service} to {patient}");
                if (start < free + Distance(row, next) - Tolerance) _faults.Add($"{id} cannot be with {patient} by {start}");
                _distance += Distance(row, next);
                (row, free, stays) = (next, end, false);
                if (!_provided.TryGetValue((patient, service), out var all)) _provided[(patient, service)] = all = [];
                all.Add(new(id, start, end));
            }

            if (stays) return;
            var home = Number(caregiver, "end_index", 0);
            _distance += Distance(row, home);
            if (free + Distance(row, home) > Shift(caregiver, 1, double.MaxValue) + Tolerance) _faults.Add($"{id} comes home after the shift");
        }

        // When each of a patient's services begins.
        private List<double> Attend(JsonElement patient)
        {
            var (id, starts, caregivers) = (Text(patient, "id"), new List<double>(), new List<string>());
            var required = patient.GetProperty("required_caregivers").EnumerateArray().ToArray();
            foreach (var one in required)
            {
                var service = Text(one, "service");
                if (!_provided.Remove((id, service), out var provided))
                {
                    _missing.Add($"nobody provides {service} to {id}");
                    continue;
                }

                if (provided.Count > 1) _faults.Add($"{service} is provided to {id} {provided.Count} times");
                var (caregiver, start, end) = provided[0];
                if (Math.Abs(end - start - Duration(one)) > Tolerance) _faults.Add($"{service} of {id} does not last what it must");
                if (start < patient.GetProperty("time_window")[0].GetDouble() - Tolerance) _faults.Add($"{service} of {id} begins before the window");
                starts.Add(start);
                caregivers.Add(caregiver);
            }

            foreach (var other in _provided.Keys.Where(key => key.Patient == id)) _faults.Add($"{id} did not ask for {other.Service}");
            if (required.Length == 2 && starts.Count == 2) Together(patient, starts, caregivers);
            if (required.Length == 2 && starts.Count == 1) _faults.Add($"only one of two caregivers comes to {id}");
            return starts;
        }

        private void Together(JsonElement patient, List<double> starts, List<string> caregivers)
        {
            var (id, how) = (Text(patient, "id"), patient.GetProperty("synchronization"));
            if (caregivers[0] == caregivers[1]) _faults.Add($"{id} needs two caregivers and has one");
            var gap = starts[1] - starts[0];
            if (Text(how, "type") == "simultaneous")
            {
                if (Math.Abs(gap) > Tolerance) _faults.Add($"the services of {id} do not begin together");
                return;
            }

            var bounds = how.GetProperty("distance");
            if (gap < bounds[0].GetDouble() - Tolerance) _faults.Add($"the second service of {id} comes too soon");
            if (gap > bounds[1].GetDouble() + Tolerance) _faults.Add($"the second service of {id} comes too long after the first");
        }

        private double Duration(JsonElement required) => required.TryGetProperty("duration", out var duration)
            ? duration.GetDouble()
            : instance.GetProperty("services").EnumerateArray()
                .First(service => Text(service, "id") == Text(required, "service")).GetProperty("default_duration").GetDouble();

        private double Distance(int from, int to) => instance.GetProperty("distances")[from][to].GetDouble();

        private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

        private static int Number(JsonElement element, string name, int usual) =>
            element.TryGetProperty(name, out var value) ? value.GetInt32() : usual;

        private static double Shift(JsonElement caregiver, int bound, double usual) =>
            caregiver.TryGetProperty("working_shift", out var shift) ? shift[bound].GetDouble() : usual;
    }
}
