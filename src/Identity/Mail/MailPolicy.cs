using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;

namespace IntegratedCare.Identity.Mail;

/// <summary>How mails are sent (<c>Mail</c>). Without a host none is: they wait, and in a demonstration an operator reads them.</summary>
internal sealed class MailPolicy : IValidatableObject
{
    public SmtpSettings Smtp { get; init; } = new();

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "no-reply@localhost.localdomain";

    /// <summary>The public address of the place, to which the links in mails lead.</summary>
    public string LinkBase { get; init; } = "http://localhost:8080";

    [Range(1, 100)]
    public int AttemptsMax { get; init; } = 20;

    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(30);

    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it is remembered that a mail was sent, or failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "366.00:00:00")]
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan WaitAfter(int attempts)
    {
        var doubled = FirstWait.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 20));
        return TimeSpan.FromSeconds(Math.Min(doubled, LongestWait.TotalSeconds));
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!EmailAddress.TryParse(From, out _)) yield return new("Mail:From is not an e-mail address.");
        if (!Uri.TryCreate(LinkBase, UriKind.Absolute, out var link) || link.Scheme is not ("https" or "http"))
            yield return new("Mail:LinkBase is not a web address.");
        if (Smtp.Port is < 1 or > 65_535) yield return new("Mail:Smtp:Port is not a port.");
        if (Smtp.Timeout < TimeSpan.FromSeconds(1) || Smtp.Timeout > TimeSpan.FromMinutes(2))
            yield return new("Mail:Smtp:Timeout is between a second and two minutes.");
        if (Smtp.UserName is null != Smtp.Password is null) yield return new("Mail:Smtp needs both UserName and Password, or neither.");
        if (Smtp is { Security: SmtpSecurity.None, Password: not null } && !IsLoopback(Smtp.Host))
            yield return new("Mail:Smtp would send its password unencrypted: set Security to StartTls or Tls.");
    }

    private static bool IsLoopback(string? host) => host is "localhost" or "127.0.0.1" or "::1";
}

internal sealed class SmtpSettings
{
    public string? Host { get; init; }          // null: no mail is sent
    public int Port { get; init; } = 587;
    public string? UserName { get; init; }      // null: the server asks for no name
    public string? Password { get; init; }
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>How the way to the mail server is kept private. There is no "if it can": who sits between could say that it cannot.</summary>
internal enum SmtpSecurity
{
    StartTls,
    Tls,
    None,
}
