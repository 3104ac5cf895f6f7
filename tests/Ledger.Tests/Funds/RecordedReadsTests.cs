using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.BetterCare;
using IntegratedCare.Ledger.Payments;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Funds;

/// <summary>Whoever looks at what partners pay and whom a fund pays is on record, with the reason that they gave.</summary>
public sealed class RecordedReadsTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_reading_of_partners_money_and_payees_is_one_record_of_who_and_why()
    {
        var council = A.Code("council");
        var (fund, _) = await host.AddFundAsync(terms => terms with
        {
            HostOrganisationCode = council, Partners = [new(council, "The Council", 400_000), new(A.Trust, "The Trust", 600_000)],
        });
        using var put = await host.PutAgreementAsync(fund, A.Agreement() with
        {
            Terms = A.Terms() with { HostOrganisationCode = council, Partners = [council, A.Trust], Contributions = [A.Pays(council, 400_000), A.Pays(A.Trust, 600_000)] },
        });
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var officer = host.Officer(A.Code("officer"), council);
        using var payee = await officer.PutAsJsonAsync(
            $"/api/ledger/payees/{council}", new PutPayeeRequest("The Council", new("112233", "12345678", "THE COUNCIL")), RunningLedger.Json, Cancelled);
        Assert.Equal(HttpStatusCode.Created, payee.StatusCode);
        var waiting = await officer.AskAsync(fund, A.ManualEntry(100_001));
        officer.DefaultRequestHeaders.Add("X-Purpose", "audit");

        foreach (var (path, action, record) in ((string, string, string)[])
            [
                ($"funds/{fund}/bank/worklist", "bank-worklist.read", fund),
                ($"funds/{fund}/contributions", "contribution.list", fund),
                ($"funds/{fund}/contributions/schedule", "contribution-schedule.read", fund),
                ($"funds/{fund}/contributions/next-year", "contribution-proposal.read", fund),
                ($"funds/{fund}/contributions/reminders", "reminder.list", fund),
                ($"funds/{fund}/payables", "payables.read", fund),
                ($"funds/{fund}/payment-runs", "payment-run.list", fund),
                ("payees", "payee.list", council),
                ($"payees/{council}", "payee.read", $"{council}/{council}"),
                ($"approvals?fund={fund}", "approval.list", fund),
                ($"approvals/{waiting.Id}", "approval.read", $"{waiting.Id}"),
            ])
        {
            using var answer = await officer.GetAsync(new Uri($"/api/ledger/{path}", UriKind.Relative), Cancelled);

            Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
            Assert.Equal($"{path}: audit", $"{path}: {string.Join(' ', await PurposesAsync(action, record))}");
        }
    }

    [Fact]
    public async Task The_better_care_plan_is_read_on_record_and_a_reading_that_is_refused_records_no_success()
    {
        var (fund, _) = await host.AddFundAsync();
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var put = await manager.PutAsJsonAsync($"/api/ledger/funds/{fund}/better-care-plan", new BetterCareTerms([], []), RunningLedger.Json, Cancelled);
        Assert.True(put.StatusCode == HttpStatusCode.Created, await put.Content.ReadAsStringAsync(Cancelled));

        using var read = await manager.GetAsync(new Uri($"/api/ledger/funds/{fund}/better-care-plan", UriKind.Relative), Cancelled);
        using var stranger = host.Finance("stranger");
        using var refused = await stranger.GetAsync(new Uri($"/api/ledger/funds/{fund}/contributions", UriKind.Relative), Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (read.StatusCode, refused.StatusCode));
        Assert.Equal(["notStated"], await PurposesAsync("better-care-plan.read", $"{fund}/1"));
        Assert.Empty(await PurposesAsync("contribution.list", fund));
    }

    private async Task<List<string>> PurposesAsync(string action, string record)
    {
        await using var db = host.Db();
        return await db.Database.SqlQuery<string>($"""
            SELECT purpose AS "Value" FROM access_records WHERE action = {action} AND record_id = {record} AND outcome = 'Succeeded'
            """).ToListAsync(Cancelled);
    }
}
