using System.Text.Json;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>Instances of our own in the published format: one written out, and as many random ones as a test wants.</summary>
internal static class SmallInstance
{
    /// <summary>
    /// Three visits on a line, ten minutes from place to place (office, a, b, c). The nurse can do both services, the helper only care.
    /// <c>a</c> wants the nurse from 30; <c>b</c> both at once from 60; <c>c</c> the helper first and the nurse 20 to 40 minutes later, from 90.
    /// </summary>
    public const string Written = """
        {
          "patients": [
            {"id": "a", "time_window": [30, 60], "required_caregivers": [{"service": "nursing", "duration": 10}]},
            {"id": "b", "time_window": [60, 90], "required_caregivers": [{"service": "nursing", "duration": 15}, {"service": "care", "duration": 20}],
             "synchronization": {"type": "simultaneous"}},
            {"id": "c", "time_window": [90, 120], "required_caregivers": [{"service": "care"}, {"service": "nursing", "duration": 5}],
             "synchronization": {"type": "sequential", "distance": [20, 40]}}
          ],
          "services": [{"id": "nursing", "default_duration": 10}, {"id": "care", "default_duration": 30}],
          "caregivers": [{"id": "nurse", "abilities": ["nursing", "care"]}, {"id": "helper", "abilities": ["care"]}],
          "central_offices": [{"id": "office"}],
          "distances": [[0, 10, 20, 30], [10, 0, 10, 20], [20, 10, 0, 10], [30, 20, 10, 0]]
        }
        """;

    /// <summary>The one best plan of <see cref="Written"/>: 120 minutes of travel, nobody late.</summary>
    public const string WrittenSolution = """
        {"routes": [
          {"caregiver_id": "nurse", "locations": [
            {"patient_id": "a", "service_id": "nursing", "arrival_time": 30, "departure_time": 40},
            {"patient_id": "b", "service_id": "nursing", "arrival_time": 60, "departure_time": 75},
            {"patient_id": "c", "service_id": "nursing", "arrival_time": 110, "departure_time": 115}]},
          {"caregiver_id": "helper", "locations": [
            {"patient_id": "b", "service_id": "care", "arrival_time": 60, "departure_time": 80},
            {"patient_id": "c", "service_id": "care", "arrival_time": 90, "departure_time": 120}]}
        ]}
        """;

    private static readonly string[] Services = ["s1", "s2", "s3"];

    /// <summary>A day of random visits in which waiting, lateness, pairs and empty routes all occur. With shifts, some cannot be made.</summary>
    public static string Random(int seed, int patients, int caregivers, bool shifts)
    {
        var random = new Random(seed);
        var places = Enumerable.Range(0, patients + 1 + caregivers).Select(_ => (X: random.Next(60), Y: random.Next(60))).ToArray();
        var spread = random.Next(120, 480);
        return JsonSerializer.Serialize(new
        {
            patients = Enumerable.Range(1, patients).Select(i => Patient(random, i, spread)).ToArray(),
            services = Services.Select(id => new { id, default_duration = 17.5 }).ToArray(),
            caregivers = Enumerable.Range(0, caregivers).Select(i => Caregiver(random, i, shifts ? patients + 1 + i : null, spread)).ToArray(),
            distances = places.Select(from => places
                .Select(to => from == to ? 0 : Math.Abs(from.X - to.X) + Math.Abs(from.Y - to.Y) + (from.X < to.X ? 0 : 0.125)).ToArray()).ToArray(),
        });
    }

    private static Dictionary<string, object> Patient(Random random, int number, int spread)
    {
        var opens = random.Next(spread);
        var count = random.Next(3) == 0 ? 2 : 1;
        var services = Services.OrderBy(_ => random.Next()).Take(count).ToArray();
        var patient = new Dictionary<string, object>
        {
            ["id"] = $"p{number}",
            ["time_window"] = new[] { opens, opens + random.Next(1, 90) },
            ["required_caregivers"] = services.Select(service => random.Next(4) == 0
                ? (object)new { service }
                : new { service, duration = random.Next(5, 45) }).ToArray(),
        };
        var gap = random.Next(60);
        if (count == 2)
            patient["synchronization"] = random.Next(2) == 0
                ? new { type = "simultaneous" }
                : (object)new { type = "sequential", distance = new[] { gap, gap + random.Next(40) } };
        return patient;
    }

    // The first is able to do anything and the second all but the first service: nearly every visit finds somebody.
    private static Dictionary<string, object> Caregiver(Random random, int number, int? home, int spread)
    {
        var caregiver = new Dictionary<string, object>
        {
            ["id"] = $"c{number}",
            ["abilities"] = number switch
            {
                0 => Services,
                1 => Services[1..],
                _ => [.. Services.OrderBy(_ => random.Next()).Take(random.Next(1, 3))],
            },
        };
        if (home is not { } row) return caregiver;
        var begins = random.Next(spread / 2);
        caregiver["working_shift"] = new[] { begins, begins + random.Next(120, 360) };
        caregiver["start_index"] = row;
        caregiver["end_index"] = random.Next(2) == 0 ? row : 0;
        return caregiver;
    }
}
