using IntegratedCare.Kernel.Operations;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Kernel.Tests.Operations;

public sealed class RequiredSettingsTests
{
    private static readonly Dictionary<string, string?> Whole = new()
    {
        ["ConnectionStrings:database"] = "Host=somewhere",
        ["ConnectionStrings:rabbitmq"] = "amqp://somewhere",
        ["PersonalData:PseudonymKey"] = "a key",
    };

    [Fact]
    public async Task A_service_that_has_what_it_needs_starts() =>
        await new RequiredSettings(Settings(Whole)).StartAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_service_that_lacks_secrets_does_not_start_and_names_every_one()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => new RequiredSettings(Settings(new(Whole)
        {
            ["ConnectionStrings:database"] = " ", ["PersonalData:PseudonymKey"] = null,
        })).StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("ConnectionStrings:database, PersonalData:PseudonymKey", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("rabbitmq", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
