using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Kernel.Mail;

/// <summary>How a service sends mails, and how often it tries (<c>Mail</c>). Without a host none is sent: they wait.</summary>
public sealed class SendingPolicy : IValidatableObject
{
    /// <summary>The place's mail server.</summary>
    public SmtpSettings Smtp { get; init; } = new();

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "no-reply@localhost.localdomain";

    /// <summary>After how many attempts a mail is given up.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; init; } = 20;

    /// <summary>The wait after the first attempt that came to nothing; each further one waits twice as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>No wait is longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long to wait after so many attempts.</summary>
    public TimeSpan WaitAfter(int attempts)
    {
        var doubled = FirstWait.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 20));
        return TimeSpan.FromSeconds(Math.Min(doubled, LongestWait.TotalSeconds));
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!EmailAddress.TryParse(From, out _)) yield return new("Mail:From is not an e-mail address.");
        if (Smtp.Port is < 1 or > 65_535) yield return new("Mail:Smtp:Port is not a port.");
        if (Smtp.Timeout < TimeSpan.FromSeconds(1) || Smtp.Timeout > TimeSpan.FromMinutes(2))
            yield return new("Mail:Smtp:Timeout is between a second and two minutes.");
        if (Smtp.UserName is null != Smtp.Password is null) yield return new("Mail:Smtp needs both UserName and Password, or neither.");
        if (Smtp is { Security: SmtpSecurity.None, Password: not null } && !IsLoopback(Smtp.Host))
            yield return new("Mail:Smtp would send its password unencrypted: set Security to StartTls or Tls.");
    }

    private static bool IsLoopback(string? host) => host is "localhost" or "127.0.0.1" or "::1";
}
