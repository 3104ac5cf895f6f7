using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IntegratedCare.Kernel.Mail;

/// <summary>Hands mails to the place's mail server, one conversation for each.</summary>
public sealed class SmtpPost(IOptions<SendingPolicy> policy)
{
    /// <summary>True where the place has a mail server.</summary>
    public bool HasServer => policy.Value.Smtp.Host is not null;

    /// <summary>The longest that <see cref="SendAsync"/> takes.</summary>
    public TimeSpan ConversationMax => policy.Value.Smtp.ConversationMax;

    /// <summary>The sender of every mail of the place.</summary>
    public MailboxAddress Sender => new("IntegratedCare", policy.Value.From);

    /// <summary>
    /// The id of the mail about the record: always the same, so that a mail which was sent again can be seen to be one.
    /// </summary>
    public string MessageIdOf(Guid record) => $"{record:N}@{policy.Value.From.Split('@')[1]}";

    /// <summary>Returns once the server has taken the mail.</summary>
    /// <remarks>
    /// The conversation is cut off by the token, or ends at its longest time, only until the server is given the mail: from then on it is heard out, for
    /// as long as a conversation may last, because an answer that is not heard leaves everybody unsure.
    /// </remarks>
    /// <param name="message">The mail. It has one recipient.</param>
    /// <param name="beforeData">Called when the server has agreed to the recipient and before it is given anything; if it throws, nothing is sent.</param>
    /// <param name="cancellationToken">Ends the conversation while nothing is given.</param>
    /// <exception cref="UnsureWhetherSentException">The server was given the mail, and did not say whether it took it.</exception>
    /// <exception cref="Exception">The server did not take the mail: see <see cref="SendingFailure"/>.</exception>
    public async Task SendAsync(MimeMessage message, Action? beforeData, CancellationToken cancellationToken)
    {
        var smtp = policy.Value.Smtp;
        var host = smtp.Host ?? throw new InvalidOperationException("Mail:Smtp:Host is not set.");
        using var client = new Conversation(beforeData) { Timeout = (int)smtp.Timeout.TotalMilliseconds };
        using var ending = new CancellationTokenSource(smtp.ConversationMax);
        await using var stopping = cancellationToken.Register(() =>
        {
            if (!client.IsGivenTheMail) ending.Cancel();
        });
        try
        {
            await client.ConnectAsync(host, smtp.Port, smtp.SocketOptions, ending.Token);
            if (smtp is { UserName: { } name, Password: { } password }) await client.AuthenticateAsync(name, password, ending.Token);
            await client.SendAsync(message, ending.Token);
        }
        catch (Exception e) when (client.IsGivenTheMail && e is not SmtpCommandException)
        {
            throw new UnsureWhetherSentException(e);
        }

        await TakeLeaveAsync(client, ending.Token);
    }

    // The mail is with the server, whatever becomes of the parting words.
    private static async Task TakeLeaveAsync(Conversation client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
        }
    }

    private sealed class Conversation(Action? beforeData) : SmtpClient
    {
        private volatile bool isGivenTheMail;

        public bool IsGivenTheMail => isGivenTheMail;

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            base.OnRecipientAccepted(message, mailbox, response);
            if (isGivenTheMail) return;
            beforeData?.Invoke();
            isGivenTheMail = true;
        }
    }
}
