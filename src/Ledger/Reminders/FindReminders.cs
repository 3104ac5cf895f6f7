using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>Who was reminded of what, the newest first: to the host everybody's, to a partner its own.</summary>
internal static class FindReminders
{
    public static async Task<Ok<Page<ReminderView>>> Handle(
        string code, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var own = caller.OrganisationCode == fund.HostOrganisationCode ? null : caller.OrganisationCode;
        var page = await db.Reminders.AsNoTracking()
            .Where(r => r.FundCode == code && (own == null || r.Partner == own))
            .OrderByDescending(r => r.DueOn).ThenByDescending(r => r.Id)
            .Select(r => new ReminderView(r.Partner, r.DueOn, r.Kind, r.State, r.StateSince, r.Attempts, r.LastFailure))
            .ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "reminder.list", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(page);
    }
}

/// <summary>One reminder, and what has become of it.</summary>
public sealed record ReminderView(
    string Partner, DateOnly DueOn, ReminderKind Kind, ReminderState State, DateTimeOffset StateSince, int Attempts, string? LastFailure);
