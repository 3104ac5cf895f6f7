using System.Globalization;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Incidents;

/// <summary>The reference that people say and write, such as <c>QI-2026-000123</c>.</summary>
/// <remarks>
/// The number comes from one database sequence, so that nobody waits for anybody else's incident to be stored; it goes
/// on over the end of the year, and a refused request leaves a gap.
/// </remarks>
internal static class IncidentReference
{
    public const string NumberSequence = "incident_numbers";

    public static string Of(DateOnly loggedOn, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"QI-{loggedOn.Year:D4}-{number:D6}");

    public static async Task<string> NextAsync(QualityDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var numbers = await db.Database
            .SqlQuery<long>($"select nextval('incident_numbers') as \"Value\"").ToListAsync(cancellationToken);
        return Of(LondonTime.DateOf(now), numbers.Single());
    }
}
