using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>Something that is a trouble now. <c>RiskId</c>: the risk that came about with it.</summary>
public sealed record LogIssueRequest(
    [Required, StringLength(Risk.TitleLengthMax)] string Title,
    [Required, StringLength(Risk.TextLengthMax)] string Description,
    [Required, StringLength(50)] string Owner,
    RiskBand Severity,
    Guid? RiskId = null);

/// <summary>An issue; <c>Resolution</c> is absent while it stands, and all words once they need not be kept any longer.</summary>
public sealed record IssueView(
    Guid Id, string Reference, string? Title, string? Description, string Owner, RiskBand Severity, Guid? RiskId, string ByRole,
    DateTimeOffset RaisedAt, string? Resolution, DateTimeOffset? ResolvedAt, string? ResolvedByRole)
{
    internal static IssueView Of(Issue issue, PersonalDataCipher cipher)
    {
        var words = issue.OpenWords(cipher);
        return new(
            issue.Id.Value, issue.Reference, words?.Title, words?.Description, issue.Owner, issue.Severity, issue.RiskId?.Value, issue.ByRole,
            issue.RaisedAt, issue.Resolution is { } how ? cipher.Decrypt(how, Issue.ResolutionColumn, issue.Id.Value) : null,
            issue.ResolvedAt, issue.ResolvedByRole);
    }
}

internal static class LogIssue
{
    public static async Task<Created<IssueView>> Handle(
        LogIssueRequest request, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (request.RiskId is { } named)
        {
            var riskId = RiskId.From(named);
            if (!await db.Risks.AnyAsync(r => r.Id == riskId, cancellationToken)) throw new DomainException(IssueErrors.RiskUnknown);
        }

        var issue = Issue.Raise(request, await IssueReference.NextAsync(db, cancellationToken), cipher, caller, time.GetUtcNow());
        db.Issues.Add(issue);
        db.RecordAccess(caller, purpose, "issue.log", "issue", $"{issue.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/quality/issues/{issue.Id.Value}", IssueView.Of(issue, cipher));
    }
}

/// <summary>How an issue was resolved.</summary>
public sealed record ResolveIssueRequest([Required, StringLength(Risk.TextLengthMax)] string Resolution);

internal static class ResolveIssue
{
    public static async Task<IssueView> Handle(
        Guid id, ResolveIssueRequest request, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var issueId = IssueId.From(id);
        var issue = await db.Issues.SingleOrDefaultAsync(i => i.Id == issueId, cancellationToken) ?? throw new DomainException(IssueErrors.NotFound);
        issue.Resolve(request.Resolution, cipher, caller, time.GetUtcNow());
        db.RecordAccess(caller, purpose, "issue.resolve", "issue", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(IssueErrors.AlreadyResolved);
        }

        return IssueView.Of(issue, cipher);
    }
}

/// <summary>The issues log, newest first. <c>Resolved</c>, <c>Owner</c> and <c>RiskId</c> narrow it.</summary>
internal static class FindIssues
{
    public static async Task<Page<IssueView>> Handle(
        bool? resolved, string? owner, Guid? riskId, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, QualityDb db,
        PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var asked = db.Issues.AsNoTracking();
        if (resolved is { } isResolved) asked = asked.Where(i => (i.ResolvedAt != null) == isResolved);
        if (owner is not null) asked = asked.Where(i => i.Owner == owner);
        if (riskId is { } named)
        {
            var risk = RiskId.From(named);
            asked = asked.Where(i => i.RiskId == risk);
        }

        var page = await asked.OrderByDescending(i => i.RaisedAt).ThenByDescending(i => i.Id).ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "issue.search", "issue", "*");
        await db.SaveChangesAsync(cancellationToken);
        return new([.. page.Items.Select(i => IssueView.Of(i, cipher))], page.Number, page.PageSize, page.Total);
    }
}

internal static class ReadIssue
{
    public static async Task<IssueView> Handle(
        Guid id, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var issueId = IssueId.From(id);
        var issue = await db.Issues.AsNoTracking().SingleOrDefaultAsync(i => i.Id == issueId, cancellationToken)
            ?? throw new DomainException(IssueErrors.NotFound);
        db.RecordAccess(caller, purpose, "issue.read", "issue", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return IssueView.Of(issue, cipher);
    }
}
