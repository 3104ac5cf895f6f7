using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>The reference that people say and write, such as <c>QR-000123</c>; a refused request leaves a gap.</summary>
internal static class RiskReference
{
    public const string NumberSequence = "risk_numbers";

    public static async Task<string> NextAsync(QualityDb db, CancellationToken cancellationToken)
    {
        var numbers = await db.Database.SqlQuery<long>($"select nextval('risk_numbers') as \"Value\"").ToListAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"QR-{numbers.Single():D6}");
    }
}
