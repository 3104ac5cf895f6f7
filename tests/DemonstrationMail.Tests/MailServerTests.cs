using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MimeKit;

namespace IntegratedCare.DemonstrationMail.Tests;

public sealed class MailServerTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_is_kept_newest_first_and_can_be_read_whole()
    {
        await using var server = new MailServer();
        var letter = MailServer.Mail("alex@people.example", "Your appointment", "");
        letter.Body = new Multipart("mixed")
        {
            new MultipartAlternative { new TextPart("plain") { Text = "Hello Alex" }, new TextPart("html") { Text = "<p>Hello <b>Alex</b></p>" } },
            new TextPart("calendar") { Text = "BEGIN:VCALENDAR", ContentDisposition = new("attachment") { FileName = "appointment.ics" } },
        };

        await server.SendAsync(MailServer.Mail("447700900123@texts.example", "", "First"), letter);

        var kept = await server.ListAsync();
        Assert.Equal(2, kept.GetProperty("total").GetInt32());
        var head = kept.GetProperty("items")[0];
        Assert.Equal(("alex@people.example", "Your appointment"), (head.GetProperty("to")[0].GetString(), head.GetProperty("subject").GetString()));
        Assert.Equal("447700900123@texts.example", kept.GetProperty("items")[1].GetProperty("to")[0].GetString());
        using var gateway = server.Asking();
        var mail = await gateway.GetFromJsonAsync<JsonElement>($"/mails/{head.GetProperty("id").GetGuid()}", Ending);
        Assert.Equal(("Hello Alex", "<p>Hello <b>Alex</b></p>"), (mail.GetProperty("text").GetString(), mail.GetProperty("html").GetString()));
        var attachment = Assert.Single(mail.GetProperty("attachments").EnumerateArray());
        Assert.Equal(("appointment.ics", "text/calendar", "BEGIN:VCALENDAR"), (attachment.GetProperty("name").GetString(),
            attachment.GetProperty("contentType").GetString(), attachment.GetProperty("text").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await gateway.GetAsync($"/mails/{Guid.NewGuid()}", Ending)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-secret-that-is-as-long-as-the-right-one")]
    public async Task Nobody_but_the_gateway_reads_them(string? secret)
    {
        await using var server = new MailServer();
        await server.SendAsync(MailServer.Mail("alex@people.example", "Your appointment", "Private"));
        var id = (await server.ListAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        using var stranger = server.Asking(secret);

        foreach (var path in new[] { "/mails", $"/mails/{id}" })
        {
            var answer = await stranger.GetAsync(path, Ending);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsStringAsync(Ending));
        }
    }

    [Fact]
    public async Task A_mail_beyond_the_bound_is_not_taken_and_the_next_one_is()
    {
        await using var server = new MailServer();

        await Assert.ThrowsAnyAsync<Exception>(() =>
            server.SendAsync(MailServer.Mail("alex@people.example", "Too long", new string('x', 2 * 1024 * 1024))));
        await server.SendAsync(MailServer.Mail("alex@people.example", "Short", "x"));

        var kept = Assert.Single((await server.ListAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal("Short", kept.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task It_refuses_to_run_in_production_and_without_a_secret()
    {
        Assert.Contains("demonstrations only", Assert.ThrowsAny<Exception>(() => new MailServer("Production")).ToString(), StringComparison.Ordinal);
        Assert.Contains("needs 32 characters", Assert.ThrowsAny<Exception>(() => new MailServer(secret: "short")).ToString(), StringComparison.Ordinal);
        await using var server = new MailServer();
        Assert.Equal(0, (await server.ListAsync()).GetProperty("total").GetInt32());
    }
}
