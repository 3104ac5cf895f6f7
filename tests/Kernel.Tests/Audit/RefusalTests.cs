using System.Net;
using System.Net.Http.Headers;
using IntegratedCare.Kernel.Audit.Refusals;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegratedCare.Kernel.Tests.Audit;

public sealed class RefusalTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Notes = new("/api/sample/notes", UriKind.Relative);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private RefusalSummaries Summaries => sample.Host.Services.GetServices<IHostedService>().OfType<RefusalSummaries>().Single();

    [Fact]
    public async Task A_role_that_may_not_is_in_the_audit_before_it_hears_so()
    {
        var name = $"analyst-{Guid.NewGuid():N}";
        using var analyst = sample.Host.Client(Roles.Analyst, name: name);
        analyst.DefaultRequestHeaders.Add("X-Purpose", "administration");

        using var answer = await SampleHost.WriteAsync(analyst, new { text = "x" }, "k", Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.Forbidden, "request.forbidden");
        Assert.Equal(1, await CountAsync(
            $"subject = 'persona:{name}' and role = 'analyst' and outcome = 'Refused' and refusal_code = 'request.forbidden' and action = 'write-note' and record_type = 'note' and purpose = 'administration' and trace_id is not null"));
    }

    [Fact]
    public async Task What_a_use_case_refuses_is_in_the_audit_although_its_own_work_was_rolled_back()
    {
        var name = $"gp-{Guid.NewGuid():N}";
        using var gp = sample.Gp(name);
        var text = Guid.NewGuid().ToString();
        using var first = await SampleHost.WriteAsync(gp, new { text }, "1", Cancelled);

        using var second = await SampleHost.WriteAsync(gp, new { text }, "2", Cancelled);

        await Problem.AssertAsync(second, HttpStatusCode.Conflict, "note.text-taken");
        Assert.Equal(1, await CountAsync($"subject = 'persona:{name}' and refusal_code = 'note.text-taken'"));
        Assert.Equal(1, await CountAsync($"subject = 'persona:{name}' and outcome = 'Succeeded'"));
    }

    [Fact]
    public async Task A_token_that_does_not_hold_is_recorded_as_nobody_known_and_nothing_of_it_is_kept()
    {
        using var client = sample.Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "not.a.token-of-persona-gp");

        using var answer = await client.GetAsync(Notes, Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.Unauthorized, "request.unauthenticated");
        Assert.True(await CountAsync("subject = 'unknown' and role = 'unknown' and refusal_code = 'request.token-invalid' and action = 'find-notes'") >= 1);
        Assert.Equal(0, await CountAsync("concat_ws(' ', subject, action, record_type, record_id, trace_id, session_id) like '%token-of%'"));
    }

    [Fact]
    public async Task Whoever_has_no_token_is_counted_and_not_recorded_one_by_one()
    {
        await Summaries.WriteAsync(Cancelled);
        var before = await sample.CountAsync("select count(*) from access_records", Cancelled);
        using var nobody = sample.Host.Anonymous();

        for (var i = 0; i < 30; i++)
            using (var answer = await nobody.GetAsync(Notes, Cancelled)) Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(before, await sample.CountAsync("select count(*) from access_records", Cancelled));
        await Summaries.WriteAsync(Cancelled);

        Assert.Equal(before + 1, await sample.CountAsync("select count(*) from access_records", Cancelled));
        Assert.Equal(1, await CountAsync("subject = 'unknown' and record_type = 'refusals' and record_id = '30' and refusal_code = 'request.unauthenticated'"));
    }

    [Fact]
    public async Task A_flood_by_one_caller_writes_a_few_records_and_one_number()
    {
        var name = $"flood-{Guid.NewGuid():N}";
        using var analyst = sample.Host.Client(Roles.Analyst, name: name);

        for (var i = 0; i < 100; i++)
            using (var answer = await SampleHost.WriteAsync(analyst, new { text = "x" }, "k", Cancelled)) Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await Summaries.WriteAsync(Cancelled);

        // A minute may turn meanwhile, and with it the count of those that are written.
        var single = await CountAsync($"subject = 'persona:{name}' and record_type = 'note'");
        Assert.InRange(single, RefusalTally.EachKindPerMinuteMax, 3 * RefusalTally.EachKindPerMinuteMax);
        Assert.Equal(100 - single, await sample.CountAsync(
            $"select sum(record_id::bigint) from access_records where subject = 'persona:{name}' and record_type = 'refusals'", Cancelled));
    }

    [Fact]
    public void Nothing_that_strangers_send_makes_the_tally_grow_without_end()
    {
        var tally = new RefusalTally(new FixedClock(Now));
        var admitted = Enumerable.Range(0, 50_000).Count(i => tally.Admits(new($"persona:{i}", "gp", null, "read", "note", "request.forbidden")));

        var counted = tally.Take();

        Assert.Equal(RefusalTally.PerMinuteMax, admitted);
        Assert.True(counted.Count <= RefusalTally.KindsMax + 1);
        Assert.Equal(50_000 - admitted, counted.Values.Sum());
        Assert.Empty(tally.Take());
    }

    [Fact]
    public void A_new_minute_admits_again_and_what_could_not_be_written_is_not_lost()
    {
        var clock = new FixedClock(Now);
        var tally = new RefusalTally(clock);
        var kind = new RefusalKind("persona:gp", "gp", null, "read", "note", "request.forbidden");
        while (tally.Admits(kind))
        {
        }

        tally.Return(tally.Take());
        clock.Now = Now.AddMinutes(1);

        Assert.True(tally.Admits(kind));
        Assert.Equal(1, tally.Take()[kind]);
    }

    private Task<long> CountAsync(string condition) =>
        sample.CountAsync($"select count(*) from access_records where {condition}", Cancelled);
}
