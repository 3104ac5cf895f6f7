using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>The reference that people say and write, such as <c>QX-000123</c>; a refused request leaves a gap.</summary>
internal static class IssueReference
{
    public const string NumberSequence = "issue_numbers";

    public static async Task<string> NextAsync(QualityDb db, CancellationToken cancellationToken)
    {
        var numbers = await db.Database.SqlQuery<long>($"select nextval('issue_numbers') as \"Value\"").ToListAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"QX-{numbers.Single():D6}");
    }
}
