using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests.Engine;

public sealed class RestartPolicyTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void A_service_that_keeps_dying_waits_twice_as_long_each_time_up_to_half_a_minute()
    {
        var policy = new RestartPolicy();

        var seconds = Enumerable.Range(0, 7).Select(_ => policy.Next(Moment, endsByItself: false)?.TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], seconds);
    }

    [Fact]
    public void After_a_calm_minute_it_begins_again()
    {
        var policy = new RestartPolicy();
        policy.Next(Moment, endsByItself: false);
        policy.Next(Moment, endsByItself: false);

        Assert.Equal(RestartPolicy.ShortestDelay, policy.Next(RestartPolicy.CalmAfter, endsByItself: false));
    }

    [Fact]
    public void A_step_is_tried_three_times()
    {
        var policy = new RestartPolicy();

        var delays = Enumerable.Range(0, 3).Select(_ => policy.Next(Moment, endsByItself: true)).ToList();

        Assert.Equal([true, true, false], delays.Select(delay => delay is not null));
    }
}
