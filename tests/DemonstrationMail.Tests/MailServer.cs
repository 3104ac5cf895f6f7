using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using MimeKit;

namespace IntegratedCare.DemonstrationMail.Tests;

/// <summary>The whole program, on real ports.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string Secret = "the-demonstration-s-secret-of-the-tests";

    private readonly WebApplicationFactory<Program> factory;
    private readonly int smtpPort = FreePort();

    public MailServer(string environment = "Development", string secret = Secret)
    {
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment(environment);
            web.UseSetting("Smtp:Port", $"{smtpPort}");
            web.UseSetting("DemonstrationMail:Secret", secret);
        });
        factory.UseKestrel(0);
        factory.StartServer();
    }

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public HttpClient Asking(string? secret = Secret)
    {
        var client = new HttpClient { BaseAddress = factory.ClientOptions.BaseAddress };
        if (secret is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return client;
    }

    public async Task<JsonElement> ListAsync()
    {
        using var client = Asking();
        return await client.GetFromJsonAsync<JsonElement>("/mails", Ending);
    }

    public async Task SendAsync(params MimeMessage[] mails)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", smtpPort, SecureSocketOptions.None, Ending);
        foreach (var mail in mails) await client.SendAsync(mail, Ending);
        await client.DisconnectAsync(quit: true, Ending);
    }

    public static MimeMessage Mail(string to, string subject, string text)
    {
        var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        mail.From.Add(MailboxAddress.Parse("no-reply@place.example"));
        mail.To.Add(MailboxAddress.Parse(to));
        return mail;
    }

    public ValueTask DisposeAsync() => factory.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
