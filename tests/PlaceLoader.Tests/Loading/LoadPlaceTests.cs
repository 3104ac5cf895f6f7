using IntegratedCare.PlaceLoader.Gateway;
using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tests.PlaceData;

namespace IntegratedCare.PlaceLoader.Tests.Loading;

public sealed class LoadPlaceTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly Place bury = ShippedPlaceTests.Read("bury");

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
    }

    private Task<int> LoadAsync(
        Uri gateway, string secret = StandInGateway.Secret, int patienceSeconds = 30, bool isDemonstration = true) =>
        LoadPlace.RunAsync(
            bury,
            new GatewayOptions(gateway, secret)
            {
                IsDemonstration = isDemonstration,
                FirstPause = TimeSpan.FromMilliseconds(5),
                PatienceMax = TimeSpan.FromSeconds(patienceSeconds),
            },
            TimeProvider.System, output, errors, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Every_record_is_put_once_in_order_with_one_sign_in()
    {
        await using var gateway = await StandInGateway.StartAsync();

        Assert.Equal(ExitCode.Done, await LoadAsync(gateway.Address));

        Assert.Equal(LoadPlan.Of(bury, withPersonas: true).Select(upsert => upsert.Path), gateway.Paths);
        Assert.Equal(1, gateway.SignIns);
        Assert.Contains("services                    added    5  changed    0  unchanged    0  refused    0", $"{output}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loading_again_changes_nothing_and_says_so()
    {
        await using var gateway = await StandInGateway.StartAsync();
        await LoadAsync(gateway.Address);
        output.GetStringBuilder().Clear();

        Assert.Equal(ExitCode.Done, await LoadAsync(gateway.Address));

        Assert.DoesNotMatch("(added|changed) +[1-9]", $"{output}".Replace("unchanged", "same", StringComparison.Ordinal));
        Assert.Contains("Nothing changed", $"{output}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_is_not_ready_yet_is_waited_for()
    {
        await using var gateway = await StandInGateway.StartAsync(failures: 7);

        Assert.Equal(ExitCode.Done, await LoadAsync(gateway.Address));
    }

    [Fact]
    public async Task A_gateway_that_never_gets_ready_is_given_up_with_its_reason()
    {
        await using var gateway = await StandInGateway.StartAsync(failures: int.MaxValue);

        Assert.Equal(ExitCode.Refused, await LoadAsync(gateway.Address, patienceSeconds: 1));

        Assert.Contains("was not ready within 1 seconds: the answer was 50", $"{errors}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_cannot_be_reached_is_given_up_with_its_reason()
    {
        var gateway = await StandInGateway.StartAsync();
        var address = gateway.Address;
        await gateway.DisposeAsync();

        Assert.Equal(ExitCode.Refused, await LoadAsync(address, patienceSeconds: 1));

        Assert.Contains("was not ready within 1 seconds: Connection refused", $"{errors}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_record_is_reported_with_its_row_and_code_and_what_builds_on_it_is_left_out()
    {
        await using var gateway = await StandInGateway.StartAsync(refused: "/sites/");

        Assert.Equal(ExitCode.Refused, await LoadAsync(gateway.Address));

        Assert.Equal("refused sites.csv:2 422 record.wrong It breaks a rule.", $"{errors}".Trim());
        Assert.DoesNotContain(gateway.Paths, path => path.Contains("/services/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_system_that_serves_another_place_gets_nothing_of_this_one()
    {
        await using var gateway = await StandInGateway.StartAsync(refused: "directory/place");

        Assert.Equal(ExitCode.Refused, await LoadAsync(gateway.Address));

        Assert.Single(gateway.Paths);
    }

    [Fact]
    public async Task Personas_are_left_out_where_nobody_may_play_a_part()
    {
        await using var gateway = await StandInGateway.StartAsync();

        Assert.Equal(ExitCode.Done, await LoadAsync(gateway.Address, isDemonstration: false));

        Assert.DoesNotContain(gateway.Paths, path => path.Contains("personas", StringComparison.Ordinal));
        Assert.Contains("Personas are left out", $"{output}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_loads_nothing()
    {
        await using var gateway = await StandInGateway.StartAsync();

        Assert.Equal(ExitCode.Refused, await LoadAsync(gateway.Address, secret: "wrong"));

        Assert.Empty(gateway.Paths);
        Assert.Equal("sign-in was refused: 401 client.unknown Nobody of that name.", $"{errors}".Trim());
        Assert.DoesNotContain("Nothing changed", $"{output}", StringComparison.Ordinal);
    }
}
