using IntegratedCare.DemonstrationMail.Mails;

namespace IntegratedCare.DemonstrationMail.Tests;

public sealed class MailTrayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_oldest_makes_room_for_the_newest()
    {
        var tray = new MailTray();
        var mails = Enumerable.Range(0, MailTray.MailsMax + 1).Select(_ => Mail(bytes: 10)).ToList();

        foreach (var mail in mails) tray.Keep(mail);

        Assert.Equal(MailTray.MailsMax, tray.Newest(1000).Count);
        Assert.Equal(mails[^1], tray.Newest(1).Single());
        Assert.Null(tray.Find(mails[0].Id));
        Assert.Equal(mails[1], tray.Find(mails[1].Id));
    }

    [Fact]
    public void All_of_them_together_stay_within_the_bound()
    {
        var tray = new MailTray();
        const int each = 8 * 1024 * 1024;

        for (var mail = 0; mail < 20; mail++) tray.Keep(Mail(each));

        Assert.Equal(MailTray.BytesMax / each, tray.Newest(1000).Count);
    }

    [Fact]
    public void Whatever_bytes_come_can_be_shown()
    {
        var random = new Random(1);
        for (var run = 0; run < 500; run++)
        {
            var mail = Mail(random.Next(0, 400));
            random.NextBytes(mail.Content);

            Assert.Equal(mail.Content.Length, MailView.Of(mail).Bytes);
        }
    }

    private static KeptMail Mail(int bytes) => new(Guid.CreateVersion7(), Now, ["alex@people.example"], new byte[bytes]);
}
