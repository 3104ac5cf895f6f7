using System.Net;
using SmtpServer;

namespace IntegratedCare.DemonstrationMail.Smtp;

/// <summary>The mail server: it listens on this machine only and takes every mail of a bounded size.</summary>
internal sealed class SmtpDoor(TakeMail takeMail, IConfiguration configuration) : BackgroundService
{
    private const int MailBytesMax = 1024 * 1024;
    private const int RefusalsMax = 5;
    private static readonly TimeSpan CommandMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SessionMax = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var port = configuration.GetValue<int?>("Smtp:Port") ?? throw new InvalidOperationException("Smtp:Port is not set.");
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).SessionTimeout(SessionMax))
            .MaxMessageSize(MailBytesMax, MaxMessageSizeHandling.Strict)
            .MaxRetryCount(RefusalsMax)
            .CommandWaitTimeout(CommandMax)
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(takeMail);
        return new SmtpServer.SmtpServer(options, services).StartAsync(stoppingToken);
    }
}
