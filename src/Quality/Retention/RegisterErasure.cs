using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Risks;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Retention;

/// <summary>Takes the words out of closed risks, resolved issues and finished learning responses that need not be kept any longer.</summary>
/// <remarks>A batch is a transaction of its own; a row that another replica has just locked is that one's to do.</remarks>
internal static class RegisterErasure
{
    internal const int BatchMax = 50;

    /// <summary>Erases all whose time is over; how many records.</summary>
    public static async Task<int> SweepAsync(
        IServiceScopeFactory scopes, RetentionPolicy policy, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Func<QualityDb, Task<int>>[] kinds =
        [
            db => RisksAsync(db, policy.RegisterBefore(now), by, cancellationToken),
            db => IssuesAsync(db, policy.RegisterBefore(now), by, cancellationToken),
            db => ResponsesAsync(db, policy.LoggedBefore(now), by, cancellationToken),
        ];
        var erased = 0;
        foreach (var kind in kinds)
        {
            for (var done = BatchMax; done > 0; erased += done)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<QualityDb>();
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                done = await kind(db);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }

        return erased;
    }

    private static async Task<int> RisksAsync(QualityDb db, DateTimeOffset before, Caller by, CancellationToken cancellationToken)
    {
        var due = (await db.Database.SqlQuery<Guid>(
            $"""
             select r.id as "Value" from risks r join risk_versions v on v.risk_id = r.id and v.version = r.version
             where v.status = {nameof(RiskStatus.Closed)} and v.at < {before} and v.words is not null
             order by r.id limit {BatchMax} for update of r skip locked
             """).ToListAsync(cancellationToken)).ConvertAll(RiskId.From);
        foreach (var version in await db.RiskVersions.Where(v => due.Contains(v.RiskId)).ToListAsync(cancellationToken)) version.Erase();
        foreach (var risk in due) db.RecordAccess(by, Purpose.Administration, "risk.erase", "risk", $"{risk.Value}");
        return due.Count;
    }

    private static async Task<int> IssuesAsync(QualityDb db, DateTimeOffset before, Caller by, CancellationToken cancellationToken)
    {
        var due = (await db.Database.SqlQuery<Guid>(
            $"""
             select id as "Value" from issues where resolved_at < {before} and words is not null
             order by id limit {BatchMax} for update skip locked
             """).ToListAsync(cancellationToken)).ConvertAll(IssueId.From);
        foreach (var issue in await db.Issues.Where(i => due.Contains(i.Id)).ToListAsync(cancellationToken))
        {
            issue.Erase();
            db.RecordAccess(by, Purpose.Administration, "issue.erase", "issue", $"{issue.Id.Value}");
        }

        return due.Count;
    }

    private static async Task<int> ResponsesAsync(QualityDb db, DateTimeOffset before, Caller by, CancellationToken cancellationToken)
    {
        var due = (await db.Database.SqlQuery<Guid>(
            $"""
             select id as "Value" from learning_responses where finished_at < {before} and words is not null
             order by id limit {BatchMax} for update skip locked
             """).ToListAsync(cancellationToken)).ConvertAll(Learning.LearningResponseId.From);
        foreach (var response in await db.LearningResponses.Where(r => due.Contains(r.Id)).ToListAsync(cancellationToken))
        {
            response.Erase();
            db.RecordAccess(by, Purpose.Administration, "learning-response.erase", "learning-response", $"{response.Id.Value}");
        }

        foreach (var action in await db.LearningActions.Where(a => due.Contains(a.ResponseId)).ToListAsync(cancellationToken)) action.Erase();
        return due.Count;
    }
}
