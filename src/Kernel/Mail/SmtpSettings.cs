using MailKit.Security;

namespace IntegratedCare.Kernel.Mail;

/// <summary>How the mail server is reached.</summary>
public sealed class SmtpSettings
{
    /// <summary>Null: no mail is sent.</summary>
    public string? Host { get; init; }

    /// <summary>The port of submission unless said otherwise.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Null: the server asks for no name.</summary>
    public string? UserName { get; init; }

    /// <summary>Null: the server asks for no name.</summary>
    public string? Password { get; init; }

    /// <summary>How the way is kept private.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>The longest wait for one answer; a whole conversation has twice as long.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest that a conversation with the server may take.</summary>
    internal TimeSpan ConversationMax => Timeout * 2;

    internal SecureSocketOptions SocketOptions => Security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
    };
}

/// <summary>How the way to the mail server is kept private. There is no "if it can": who sits between could say that it cannot.</summary>
public enum SmtpSecurity
{
    /// <summary>An open connection that must become an encrypted one before anything is said.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>Not encrypted: for a server on the same machine.</summary>
    None,
}
