using System.Text.Json;
using IntegratedCare.Identity.Tests.Peers;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using MimeKit;

namespace IntegratedCare.Identity.Tests.Mail;

/// <summary>A real mail server (npm <c>smtp-server</c>) that keeps what it is sent, and can be made to refuse.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly Peer peer;
    private readonly SemaphoreSlim turn = new(1);

    private MailServer(Peer peer, int port) => (this.peer, Port) = (peer, port);

    public int Port { get; }

    public static async Task<MailServer> StartAsync(bool auth = false, bool refuse = false, bool busy = false, bool tls = false)
    {
        var (peer, ready) = await Peer.StartAsync("mail-server.mjs", new { auth, refuse, busy, tls });
        return new(peer, ready.GetProperty("port").GetInt32());
    }

    public void Configure(IWebHostBuilder web)
    {
        web.UseSetting("Mail:Smtp:Host", "127.0.0.1");
        web.UseSetting("Mail:Smtp:Port", $"{Port}");
        web.UseSetting("Mail:Smtp:Security", "None");
        web.UseSetting("Mail:From", "no-reply@place.example");
        web.UseSetting("Mail:LinkBase", "https://place.example/");
        web.UseSetting("Mail:FirstWait", "00:00:00.050");
    }

    /// <summary>From now on it takes whatever comes.</summary>
    public Task MendAsync() => AskAsync(new { change = new { } });

    public async Task<int> AttemptsAsync() => (await AskAsync(new { })).GetProperty("attempts").GetInt32();

    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync() =>
        [.. (await AskAsync(new { })).GetProperty("mails").EnumerateArray().Select(ReceivedMail.Read)];

    /// <summary>The one mail about the subject that has come to the address, waited for.</summary>
    public async Task<ReceivedMail> NextAsync(string to, string subject)
    {
        ReceivedMail? found = null;
        await Eventually.Async(
            async () => (found = (await MailsAsync()).LastOrDefault(mail => mail.To == to && mail.Message.Subject == subject)) is not null,
            what: $"\"{subject}\"");
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        await peer.DisposeAsync();
        turn.Dispose();
    }

    private async Task<JsonElement> AskAsync(object order)
    {
        await turn.WaitAsync();
        try
        {
            return await peer.AskAsync(order);
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>A mail as the server got it.</summary>
internal sealed record ReceivedMail(string From, string To, string? User, string Raw, MimeMessage Message)
{
    /// <summary>The secret behind the # of the mail's link.</summary>
    public string Secret => (Message.TextBody ?? "").Split('\n').Select(line => line.Trim())
        .Single(line => line.StartsWith("https://", StringComparison.Ordinal)).Split('#')[1];

    public static ReceivedMail Read(JsonElement mail)
    {
        var bytes = mail.GetProperty("message").GetBytesFromBase64();
        using var stream = new MemoryStream(bytes);
        return new(
            mail.GetProperty("from").GetString()!, mail.GetProperty("to").EnumerateArray().Single().GetString()!,
            mail.GetProperty("user").GetString(), System.Text.Encoding.UTF8.GetString(bytes), MimeMessage.Load(stream));
    }
}
