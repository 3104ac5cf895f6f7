using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Identity.Mail;

/// <summary>What Identity's mails need beside the way to the mail server (<c>Mail</c>).</summary>
internal sealed class MailPolicy : IValidatableObject
{
    /// <summary>The public address of the place, to which the links in mails lead.</summary>
    public string LinkBase { get; init; } = "http://localhost:8080";

    /// <summary>How long it is remembered that a mail was sent, or failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "366.00:00:00")]
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(LinkBase, UriKind.Absolute, out var link) || link.Scheme is not ("https" or "http"))
            yield return new("Mail:LinkBase is not a web address.");
    }
}
