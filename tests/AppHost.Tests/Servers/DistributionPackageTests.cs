using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests.Servers;

public sealed class DistributionPackageTests
{
    [Fact]
    public void What_is_missing_and_may_not_be_installed_is_named_in_one_sentence()
    {
        Assert.Equal(
            "RabbitMQ is not installed: install the package rabbitmq-server (Debian, Ubuntu: apt-get install rabbitmq-server) and start again.",
            DistributionPackage.RabbitMq.Missing().Message);
        Assert.Contains("install the package postgresql ", DistributionPackage.PostgreSql.Missing().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_is_used_without_a_word()
    {
        var found = await DistributionPackage.PostgreSql.LocateAsync(
            () => "here", line => Assert.Fail(line), TestContext.Current.CancellationToken);

        Assert.Equal("here", found);
    }

    [Fact]
    public void Ports_are_given_once()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePorts.Take()).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
    }
}
