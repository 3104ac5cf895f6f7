using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.Alerts;

public sealed class WhenBreakGlassOpenedTests(MailedPlace place) : IClassFixture<MailedPlace>
{
    private const string Subject = "Somebody's bookings were opened in an emergency";

    private static readonly string[] Officers = ["first.officer@example.org", "second.officer@example.org"];

    [Fact]
    public async Task Each_privacy_officer_is_mailed_once_however_often_it_is_delivered_and_nobody_else()
    {
        var opener = await place.Identity.AddAccountAsync("opener@example.org", "gp");
        await place.Identity.AddAccountAsync(Officers[0], "privacy-officer");
        await place.Identity.AddAccountAsync(Officers[1], "gp", "privacy-officer");
        await place.Identity.AddAccountAsync("operator@example.org", "operator");
        var suspended = await place.Identity.AddAccountAsync("former.officer@example.org", "privacy-officer");
        await (await place.OperatorAsync()).PostAsync($"/identity/accounts/{suspended}/suspension");
        var (opened, next) = (Opened(opener), Opened(opener));
        var messageId = Guid.CreateVersion7();

        await HearAsync(opened, messageId);
        await HearAsync(opened, messageId);
        await HearAsync(next, Guid.CreateVersion7());       // what comes after the second delivery shows that it is over

        foreach (var one in (BreakGlassOpened[])[next, opened])
            await Eventually.Async(async () => (await AboutAsync(one)).Count >= Officers.Length, what: "the mails");
        var mails = await AboutAsync(opened);
        Assert.Equal(Officers, mails.Select(mail => mail.To).Order());
        Assert.Equal(2 * Officers.Length, (await place.Mail.MailsAsync()).Count(mail => mail.Message.Subject == Subject));
        foreach (var text in mails.Select(mail => mail.Message.TextBody))
        {
            Assert.Contains($"Who: account:{opener:N}, as gp of oldham-council. Kind of emergency: riskToLife.", text, StringComparison.Ordinal);
            Assert.Contains($"https://place.example/api/scheduling/break-glass/{opened.GrantId}", text, StringComparison.Ordinal);
            foreach (var personal in (string[])["Robin", "opener@", "officer@"])
                Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch(@"\b\d{3} ?\d{3} ?\d{4}\b", text);      // as an NHS number is written
        }
    }

    private static BreakGlassOpened Opened(Guid by) => new(
        Guid.CreateVersion7(), $"account:{by:N}", "gp", "oldham-council", "riskToLife", TimeProvider.System.GetUtcNow());

    /// <summary>Publishes it as Scheduling does, and returns when a delivery of it has been handled.</summary>
    private async Task HearAsync(BreakGlassOpened opened, Guid messageId)
    {
        await place.Identity.Service.PublishAsync(opened, messageId);
        await Eventually.Async(async () =>
        {
            await using var db = place.Identity.Service.Db();
            return (await db.Database.SqlQuery<int>($"select 1 as \"Value\" from inbox_messages where message_id = {messageId}")
                .ToListAsync(TestContext.Current.CancellationToken)).Count == 1;
        }, what: nameof(BreakGlassOpened));
    }

    private async Task<IReadOnlyList<ReceivedMail>> AboutAsync(BreakGlassOpened opened) =>
        [.. (await place.Mail.MailsAsync()).Where(mail => mail.Raw.Contains($"{opened.GrantId}", StringComparison.Ordinal))];
}
