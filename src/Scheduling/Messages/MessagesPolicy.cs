using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>How the place tells people of their appointments; settings under <c>Messages</c>.</summary>
internal sealed class MessagesPolicy : IValidatableObject
{
    /// <summary>Where mails become texts: <c>sms.example</c> for <c>447700900123@sms.example</c>. Null: people are written to instead.</summary>
    public string? TextGateway { get; set; }

    /// <summary>How many days before an appointment the person is reminded.</summary>
    [Range(1, 30)]
    public int ReminderDays { get; set; } = 3;

    /// <summary>The telephone number at which people change or cancel. Null: they tell whoever booked for them.</summary>
    [StringLength(20)]
    [RegularExpression("^[0-9+() -]+$")]
    public string? ContactPhone { get; set; }

    /// <summary>How this person is told, as the place can.</summary>
    public MessageChannel ChannelOf(Contact contact) =>
        contact.By == MessageChannel.Text && TextGateway is null ? MessageChannel.Letter : contact.By;

    /// <summary>Where a mail goes that becomes a text to this number.</summary>
    public EmailAddress TextAddressOf(MobileNumber number) => new($"{number.Digits}@{TextGateway}");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TextGateway is { } gateway && !EmailAddress.TryParse($"447700900123@{gateway}", out _))
            yield return new("Messages:TextGateway is not a domain of mails.");
    }
}
