using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>A booking leaves the place by real SMTP, and in a demonstration arrives where the operator sees it.</summary>
public sealed class DemonstrationMailTests(RunningSystem system)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_booking_with_an_e_mail_address_is_confirmed_by_a_mail_that_the_operator_alone_sees()
    {
        using var gp = await system.AsAsync("gp");
        using var office = await system.AsAsync("operator");
        var address = $"alex.{Guid.NewGuid():N}@people.example";
        var booking = await BookAsync(gp, address);

        var mail = await DemonstrationMails.ToAsync(office, address);

        var reference = booking.GetProperty("reference").GetString()!;
        Assert.Contains(reference, mail.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("Hello Zephyrine", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("BEGIN:VEVENT", mail.GetProperty("attachments")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        var id = mail.GetProperty("id").GetGuid();
        foreach (var path in new[] { "", "/page", $"/{id}", $"/{id}/page", $"/{id}/html" })
        {
            using var anybody = system.Anonymous();
            Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync($"/operations/mails{path}", Ending)).StatusCode);
            foreach (var persona in new[] { "gp", "team-clinician", "care-coordinator", "chief-nurse", "privacy-officer", "finance-council" })
            {
                using var somebody = await system.AsAsync(persona);
                Assert.Equal(HttpStatusCode.Forbidden, (await somebody.GetAsync($"/operations/mails{path}", Ending)).StatusCode);
            }
        }

        Assert.Contains(reference, await office.GetStringAsync($"/operations/mails/{id}/page", Ending), StringComparison.Ordinal);
        Assert.DoesNotContain(address, system.Log, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> BookAsync(HttpClient gp, string email)
    {
        foreach (var slot in await Neighbourhood.SlotsAsync(gp, await Neighbourhood.FindServiceAsync(gp)))
        {
            var (held, hold) = await Neighbourhood.PostAsync(gp, "/api/scheduling/holds", new { slotId = slot.GetProperty("slotId").GetString() });
            if (held != HttpStatusCode.Created) continue;

            var asked = JsonSerializer.SerializeToNode(Neighbourhood.Booking(hold.GetProperty("holdId").GetGuid()))!;
            asked["person"]!["email"] = JsonValue.Create(email);
            var (status, booking) = await Neighbourhood.PostAsync(gp, "/api/scheduling/bookings", asked, Guid.NewGuid().ToString());
            Assert.True(status == HttpStatusCode.Created, booking.ToString());
            return booking;
        }

        throw new InvalidOperationException("No slot could be held.");
    }
}
