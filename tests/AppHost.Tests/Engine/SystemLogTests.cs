using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests.Engine;

public sealed class SystemLogTests
{
    [Fact]
    public void Each_line_says_who_wrote_it_and_lines_stand_below_each_other()
    {
        using var output = new StringWriter();
        var log = new SystemLog(output, colour: false);
        log.Introduce(["ledger", "scheduling"]);

        log.Write("ledger", "posted");
        log.Write("scheduling", "booked");
        log.Write("Stopped.");

        Assert.Equal(["ledger     | posted", "scheduling | booked", "Stopped."], output.ToString().Split('\n').SkipLast(1));
    }

    [Fact]
    public void In_colour_only_the_name_is_coloured()
    {
        using var output = new StringWriter();
        var log = new SystemLog(output, colour: true);
        log.Introduce(["ledger"]);

        log.Write("ledger", "posted");

        Assert.Equal("\e[36mledger |\e[0m posted\n", output.ToString());
    }
}
