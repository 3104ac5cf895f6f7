using MailKit.Net.Smtp;

namespace IntegratedCare.Kernel.Mail;

/// <summary>The server was given a mail and did not say whether it took it: to send it again might be to send it twice.</summary>
public sealed class UnsureWhetherSentException(Exception inner) : Exception("The mail server did not say whether it took the mail.", inner);

/// <summary>What a failed attempt to send means.</summary>
public static class SendingFailure
{
    /// <summary>The server knows the recipient or the mail and will never take it (RFC 5321 §4.2.1); everything else may pass.</summary>
    public static bool IsForGood(Exception failure) => failure is SmtpCommandException
    {
        ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted, StatusCode: >= (SmtpStatusCode)500,
    };

    /// <summary>Why, in words that name nobody: what a server says may repeat the address, so only its number is kept.</summary>
    public static string ReasonOf(Exception failure) => failure switch
    {
        SmtpCommandException refused => $"{refused.ErrorCode} {(int)refused.StatusCode}",
        UnsureWhetherSentException { InnerException: { } inner } => inner.GetType().Name,
        _ => failure.GetType().Name,
    };
}
