using IntegratedCare.Quality.Tasks;

namespace IntegratedCare.Quality.Risks;

/// <summary>Asks the owner of a risk to review it by the day that its newest version says, and asks no more for what an earlier one said.</summary>
internal static class RiskReviews
{
    public static async Task AskForReviewAsync(this QualityDb db, RiskVersion version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.EndTasksAsync(Matter.Risk, version.RiskId.Value, QualityTaskKind.ReviewRisk, now, cancellationToken);
        if (version.Status == RiskStatus.Closed) return;
        await db.RaiseTaskAsync(
            new($"risk-review/{version.RiskId.Value}/{version.Version}", QualityTaskKind.ReviewRisk, version.Owner, version.ReviewOn, Matter.Risk,
                version.RiskId.Value, EndsByItself: true),
            now, cancellationToken);
    }
}
