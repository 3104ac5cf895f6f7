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
        await system.TelemetrySentAsync();

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
        await Eventually.Async(() => new[] { "gateway", "scheduling", "ledger" }.All(process => system.Telemetry.HoldsSpansOf(trace, process)),
            TimeSpan.FromSeconds(60), "The trace in gateway, scheduling and ledger");
    }
}
