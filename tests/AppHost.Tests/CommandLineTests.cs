using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_options_the_demonstration_place_runs_at_8080()
    {
        var asked = CommandLine.Parse([]);

        Assert.Null(asked.Refusal);
        Assert.Equal((8080, "oldham", true, false), (asked.Port, asked.Place, asked.Demonstration, asked.Fresh));
    }

    [Fact]
    public void Every_option_is_understood_in_both_spellings()
    {
        var asked = CommandLine.Parse(
            ["--port", "9000", "--place=bury", "--data", "/tmp/x", "--fresh", "--demonstration=false", "--replicas", "ledger=2", "--replicas=quality=3"]);

        Assert.Null(asked.Refusal);
        Assert.Equal((9000, "bury", "/tmp/x", true, false), (asked.Port, asked.Place, asked.Data, asked.Fresh, asked.Demonstration));
        Assert.Equal((2, 3), (asked.Replicas["ledger"], asked.Replicas["quality"]));
        Assert.Contains(new("replicas:ledger", "2"), asked.Settings);
    }

    [Theory]
    [InlineData("--prot", "9000")]
    [InlineData("--port")]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "eighty")]
    [InlineData("--place", "../oldham")]
    [InlineData("--place", "Oldham")]
    [InlineData("--demonstration", "perhaps")]
    [InlineData("--replicas", "ledger")]
    [InlineData("--replicas", "ledger=0")]
    [InlineData("--replicas", "ledger=1000")]
    [InlineData("--fresh=yes")]
    [InlineData("run")]
    [InlineData("resource")]
    [InlineData("resource", "explode", "ledger")]
    [InlineData("resource", "kill")]
    [InlineData("resource", "kill", "ledger\nstop")]
    public void What_is_not_understood_is_refused_with_one_sentence(params string[] args)
    {
        var refusal = CommandLine.Parse(args).Refusal;

        Assert.NotNull(refusal);
        Assert.EndsWith(".", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "resource", "status")]
    [InlineData("kill ledger-2", "resource", "kill", "ledger-2", "--place", "bury")]
    public void A_word_to_a_running_system_becomes_one_line(string line, params string[] args) =>
        Assert.Equal(line, CommandLine.Parse(args).ControlRequest);
}
