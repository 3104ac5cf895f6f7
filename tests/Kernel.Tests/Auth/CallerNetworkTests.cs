using System.Net;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Kernel.Tests.Auth;

public sealed class CallerNetworkTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("::1", "::/64")]
    public void A_network_counts_as_one_caller(string address, string network) =>
        Assert.Equal(network, CallerNetwork.Of(IPAddress.Parse(address)));

    [Fact]
    public void A_request_over_no_network_is_local() => Assert.Equal("local", CallerNetwork.Of(null));
}
