using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests.Control;

public sealed class ResourceControlTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("data")]
    [InlineData("a-folder-whose-name-is-so-long/that-its-socket-would-not-fit/into-the-path-that-the-kernel-allows/for-such-a-socket/data")]
    public async Task A_request_is_answered_however_deep_the_folder(string name)
    {
        using var test = new TestFolder();
        Directory.CreateDirectory(test[name]);
        await using var server = ControlServer.Open(test[name], (request, _) => Task.FromResult($"ok heard {request}"));

        Assert.Equal("heard kill ledger", await ResourceControl.SendAsync(test[name], "kill ledger", CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test[$"{name}/control/socket"]));
    }

    [Fact]
    public async Task A_refusal_is_told_as_a_sentence()
    {
        using var test = new TestFolder();
        await using var server = ControlServer.Open(test.Path, new ControlRequests([]).ObeyAsync);

        var refusal = await Assert.ThrowsAsync<LocalHostingException>(
            () => ResourceControl.SendAsync(test.Path, "kill everything", CancellationToken));

        Assert.StartsWith("there is no everything", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_runs_that_is_said()
    {
        using var test = new TestFolder();

        var refusal = await Assert.ThrowsAsync<LocalHostingException>(
            () => ResourceControl.SendAsync(test.Path, "status", CancellationToken));

        Assert.StartsWith("No system runs on the data in", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_left_by_a_killed_run_is_replaced()
    {
        using var test = new TestFolder();
        Directory.CreateDirectory(test["control"]);
        await File.WriteAllTextAsync(test["control/socket"], "", CancellationToken);

        await using var server = ControlServer.Open(test.Path, (_, _) => Task.FromResult("ok"));

        Assert.Equal("", await ResourceControl.SendAsync(test.Path, "status", CancellationToken));
    }
}
