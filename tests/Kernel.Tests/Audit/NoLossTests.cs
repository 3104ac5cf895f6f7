using System.Net;
using System.Net.Http.Headers;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;

namespace IntegratedCare.Kernel.Tests.Audit;

public sealed class NoLossTests(SampleHost sample, RealServers servers) : IClassFixture<SampleHost>
{
    private const int Readers = 8;

    private readonly AuditTrail audit = new(sample);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_process_is_killed_among_readings_every_answer_that_was_given_has_its_record()
    {
        using var gp = sample.Gp();
        using var written = await SampleHost.WriteAsync(gp, new { text = Guid.NewGuid() }, "read-me", Cancelled);
        var note = new Uri(written.Headers.Location!.ToString(), UriKind.Relative);
        await using var process = await SampleProcess.StartAsync(servers, sample);
        var answered = new int[Readers];

        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            using var client = new HttpClient { BaseAddress = process.Address };
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", servers.Tokens.Issue(Roles.Gp, name: $"reader-{reader}"));
            try
            {
                while (true)
                {
                    using var answer = await client.GetAsync(note, Cancelled);
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    Interlocked.Increment(ref answered[reader]);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The process is dead: this reading was not answered.
            }
        }, Cancelled)).ToArray();
        await Eventually.Async(() => answered.Sum() > 20 * Readers, TimeSpan.FromSeconds(90), "Readings");
        await process.KillAsync();
        await Task.WhenAll(readers);

        // A commit that was on its way when the process died comes about or does not; then the database has let go of it.
        await Eventually.Async(async () => await sample.CountAsync(
            $"select count(*) from pg_stat_activity where datname = '{sample.Host.DatabaseName}' and state <> 'idle' and pid <> pg_backend_pid()", Cancelled) == 0);
        for (var reader = 0; reader < Readers; reader++)
        {
            var recorded = await sample.CountAsync(
                $"select count(*) from access_records where action = 'note.read' and subject = 'persona:reader-{reader}'", Cancelled);
            Assert.InRange(recorded, answered[reader], answered[reader] + 1);
        }

        var verified = await audit.VerifyAsync();
        Assert.True(verified.GetProperty("intact").GetBoolean(), verified.ToString());
    }
}
