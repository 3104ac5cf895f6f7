using System.Globalization;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using MimeKit;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>A reminder as it goes over the wire: plain text.</summary>
internal static class ReminderMail
{
    public static MimeMessage Of(Reminder reminder, Fund fund, IReadOnlyList<SettledInstalment> open, EmailAddress to, SmtpPost post)
    {
        var day = reminder.DueOn.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var isLate = reminder.Kind == ReminderKind.After;
        var mail = new MimeMessage
        {
            Subject = isLate ? $"Contribution overdue since {day}" : $"Contribution due on {day}",
            MessageId = post.MessageIdOf(reminder.Id.Value),
            Body = new TextPart("plain")
            {
                Text = string.Join("\n", (string[])
                [
                    $"{fund.Name} ({fund.Code}), {fund.FinancialYear}",
                    "",
                    isLate ? $"This was due on {day} and is not paid, or not wholly:" : $"This falls due on {day}:",
                    .. open.Select(each => $"  {each.Instalment.Name}: {Pounds.Of(each.OpenPence)} open of {Pounds.Of(each.Instalment.AmountPence)}"),
                    "",
                    $"Please give the reference {fund.Code}/{reminder.Partner}/{open[0].Instalment.Name} with your payment.",
                    "The schedule of the fund shows how this was reckoned. If you have paid meanwhile, nothing is left to do.",
                    "",
                ]),
            },
        };
        mail.From.Add(post.Sender);
        mail.To.Add(new MailboxAddress(null, to.Value));
        mail.Headers.Add("Auto-Submitted", "auto-generated");        // RFC 3834: no absence notes, please
        return mail;
    }
}
