using System.Net;
using System.Text;
using IntegratedCare.Testing;

namespace IntegratedCare.EndToEnd.Tests;

public sealed class PrivacyTests(RunningSystem system)
{
    [Fact]
    public async Task What_identifies_a_person_is_in_no_log_trace_or_metric()
    {
        using var gp = await system.AsAsync("gp");
        var service = await Neighbourhood.FindServiceAsync(gp, "wound care");
        var slot = (await Neighbourhood.SlotsAsync(gp, service))[^1];
        var (_, hold) = await Neighbourhood.PostAsync(gp, "/api/scheduling/holds", new { slotId = slot.GetProperty("slotId").GetString() });
        var number = Neighbourhood.NewNhsNumber();
        var person = Neighbourhood.Booking(hold.GetProperty("holdId").GetGuid(), number);

        var (status, _) = await Neighbourhood.PostAsync(gp, "/api/scheduling/bookings", person, "private");
        var (broken, _) = await Neighbourhood.PostAsync(gp, "/api/scheduling/bookings", person, "private-2");
        await SentAsync();

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True((int)broken is >= 400 and < 500);
        string[] marks = [number, "Quillfeather", "Zephyrine", "Marker-ulcer", "07700 900123"];
        Assert.All(marks, mark => Assert.DoesNotContain(mark, system.Log, StringComparison.Ordinal));
        Assert.All(marks, mark => Assert.DoesNotContain(system.Telemetry.All,
            body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0));
    }

    [Fact]
    public async Task One_trace_leads_from_the_gateway_to_the_ledgers_entry()
    {
        using var gp = await system.AsAsync("gp");
        var service = await Neighbourhood.FindServiceAsync(gp, "wound care");
        var slot = (await Neighbourhood.SlotsAsync(gp, service))[^1];
        var trace = Guid.NewGuid().ToString("N");
        gp.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        var (status, _) = await Neighbourhood.BookAsync(gp, slot);

        Assert.Equal(HttpStatusCode.Created, status);
        await Eventually.Async(() => new[] { "gateway", "scheduling", "ledger" }.All(process => SpansOf(trace, process)),
            TimeSpan.FromSeconds(60), "The trace in gateway, scheduling and ledger");
    }

    // Telemetry leaves in batches: once a later mark has arrived, everything before it has.
    private async Task SentAsync()
    {
        var trace = Guid.NewGuid().ToString("N");
        using var gp = await system.AsAsync("gp");
        gp.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        await Neighbourhood.FindServiceAsync(gp);
        await Eventually.Async(() => SpansOf(trace, "gateway") && SpansOf(trace, "directory"), TimeSpan.FromSeconds(60));
    }

    /// <summary>A batch of spans comes from one process and names it; the trace id stands in it as 16 bytes.</summary>
    private bool SpansOf(string trace, string process) => system.Telemetry.Bodies("/v1/traces").Any(body =>
        body.AsSpan().IndexOf(Convert.FromHexString(trace)) >= 0 && body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(process)) >= 0
        && NamesItself(body, process));

    // Attribute service.name (field key, then value) of the batch's resource.
    private static bool NamesItself(byte[] body, string process)
    {
        var mark = body.AsSpan().IndexOf("service.name"u8);
        return mark >= 0 && body.AsSpan(mark, Math.Min(64, body.Length - mark)).IndexOf(Encoding.UTF8.GetBytes(process)) >= 0;
    }
}
