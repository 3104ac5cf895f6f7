using System.Net;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

public sealed class OpenGateTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void As_many_as_may_are_inside_and_whoever_leaves_makes_room_for_one()
    {
        var gate = Gate();
        var first = gate.Enter("one");
        using var second = gate.Enter("other");
        using var third = gate.Enter("another");

        Assert.Equal(OpenReferralErrors.ListsBusy, Refusal(gate, "late"));
        first.Dispose();
        first.Dispose();
        using var fourth = gate.Enter("late");
        Assert.Equal(OpenReferralErrors.ListsBusy, Refusal(gate, "later"));
    }

    [Fact]
    public void One_caller_leaves_room_for_others_and_comes_again_once_they_have_left()
    {
        var gate = Gate();
        var first = gate.Enter("greedy");
        using var second = gate.Enter("greedy");

        Assert.Equal(OpenReferralErrors.TooManyLists, Refusal(gate, "greedy"));
        using (gate.Enter("other")) Assert.Equal(OpenReferralErrors.TooManyLists, Refusal(gate, "greedy"));
        first.Dispose();
        using var again = gate.Enter("greedy");
    }

    [Fact]
    public async Task Of_many_who_come_and_go_at_once_no_more_are_inside_than_may()
    {
        var gate = Gate();
        var (inside, most) = (0, 0);

        await Parallel.ForAsync(0, 20_000, Cancelled, (n, _) =>
        {
            try
            {
                using var place = gate.Enter($"caller-{n % 5}");
                var now = Interlocked.Increment(ref inside);
                if (now > Volatile.Read(ref most)) Volatile.Write(ref most, now);
                Interlocked.Decrement(ref inside);
            }
            catch (DomainException)
            {
                // It was full.
            }

            return ValueTask.CompletedTask;
        });

        Assert.InRange(most, 1, 3);
        using var all = gate.Enter("a");
        using var are = gate.Enter("b");
        using var free = gate.Enter("c");
    }

    [Theory]
    [InlineData("services?format=ndjson")]
    [InlineData("services?minimal=true")]
    [InlineData("organizations?format=ndjson")]
    public async Task A_network_that_reads_as_many_lists_as_it_may_is_told_when_to_come_again_and_others_read_on(string list)
    {
        var lists = directory.Host.Services.GetRequiredService<WholeLists>();
        using var one = lists.Enter(From("2001:db8:7:1::5"));
        using var two = lists.Enter(From("2001:db8:7:1:ffff::9"));

        using var refused = await AskAsync(list, "2001:db8:7:1::77");
        using var page = await AskAsync("services?per_page=1", "2001:db8:7:1::77");
        using var neighbour = await AskAsync(list, "2001:db8:7:2::77");
        using var pretending = await AskAsync(list, "198.51.100.9, 2001:db8:7:1::77");

        Assert.Equal("5", Assert.Single(refused.Headers.GetValues("Retry-After")));
        await Problem.AssertAsync(refused, 429, "open-referral.too-many-lists");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, neighbour.StatusCode));
        await Problem.AssertAsync(pretending, 429, "open-referral.too-many-lists");
    }

    [Fact]
    public async Task Where_others_read_all_lists_that_there_are_the_next_is_told_when_to_come_again()
    {
        var lists = directory.Host.Services.GetRequiredService<WholeLists>();
        var taken = Enumerable.Range(1, WholeLists.AtOnceMax).Select(n => lists.Enter(From($"203.0.113.{n}"))).ToList();

        using var refused = await AskAsync("services?format=ndjson", "198.51.100.1");
        taken.ForEach(place => place.Dispose());
        using var again = await AskAsync("services?format=ndjson", "198.51.100.1");

        Assert.Equal("5", Assert.Single(refused.Headers.GetValues("Retry-After")));
        await Problem.AssertAsync(refused, 503, "open-referral.lists-busy");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private static OpenGate Gate() => new(3, 2, OpenReferralErrors.ListsBusy, OpenReferralErrors.TooManyLists);

    private static DomainError Refusal(OpenGate gate, string caller) => Assert.Throws<DomainException>(() => gate.Enter(caller)).Error;

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

    // As the gateway forwards what somebody there asks.
    private async Task<HttpResponseMessage> AskAsync(string list, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/open-referral/v3/{list}");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        using var anybody = directory.Host.Anonymous();
        return await anybody.SendAsync(request, Cancelled);
    }
}
