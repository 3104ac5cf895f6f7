using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using MimeKit;

namespace IntegratedCare.Testing.Peers;

/// <summary>What the mail server does to a mail, and when.</summary>
public enum MailFault
{
    None,

    /// <summary>It takes no such recipient, for good (550).</summary>
    Refuse,

    /// <summary>It takes none for now (451).</summary>
    Busy,

    /// <summary>The connection ends before the server is given anything.</summary>
    CutRecipient,

    /// <summary>The answer to the recipient does not come until the settings change.</summary>
    WaitRecipient,

    /// <summary>The connection ends while the mail is given.</summary>
    CutData,

    /// <summary>The mail was given and is not taken for now (452).</summary>
    BusyData,

    /// <summary>The mail was given and is not taken, for good (554).</summary>
    RefuseData,

    /// <summary>The mail is taken, and the connection ends before the server has said so.</summary>
    CutAccepted,

    /// <summary>The mail is taken, and the server does not say so until the settings change.</summary>
    WaitAccepted,
}

/// <summary>A real mail server (npm <c>smtp-server</c>) that keeps what it is sent, and can be made to misbehave.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly Peer peer;
    private readonly SemaphoreSlim turn = new(1);

    private MailServer(Peer peer, int port) => (this.peer, Port) = (peer, port);

    public int Port { get; }

    public static async Task<MailServer> StartAsync(bool auth = false, bool tls = false, MailFault fault = MailFault.None)
    {
        var (peer, ready) = await Peer.StartAsync("mail-server.mjs", new { auth, tls, fault = Word(fault) });
        return new(peer, ready.GetProperty("port").GetInt32());
    }

    /// <summary>The settings by which a service sends its mails to this server.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = $"{Port}",
        ["Mail:Smtp:Security"] = "None",
        ["Mail:From"] = "no-reply@place.example",
        ["Mail:LinkBase"] = "https://place.example/",
        ["Mail:FirstWait"] = "00:00:00.050",
    };

    public void Configure(IWebHostBuilder web)
    {
        foreach (var (name, value) in Settings) web.UseSetting(name, value);
    }

    /// <summary>From now on it takes whatever comes.</summary>
    public Task MendAsync() => ChangeAsync();

    /// <summary>From now on the next mails have these faults, one each, and those after them none. What waits is let go of.</summary>
    public Task ChangeAsync(params IEnumerable<MailFault> faults) =>
        AskAsync(new { change = new { faults = faults.Select(Word) } });

    public async Task<int> AttemptsAsync() => (await AskAsync(new { })).GetProperty("attempts").GetInt32();

    /// <summary>How many answers it keeps back just now.</summary>
    public async Task<int> WaitingAsync() => (await AskAsync(new { })).GetProperty("waiting").GetInt32();

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

    private static string Word(MailFault fault) => JsonNamingPolicy.CamelCase.ConvertName(fault.ToString());

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
public sealed record ReceivedMail(string From, string To, string? User, string Raw, MimeMessage Message)
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
