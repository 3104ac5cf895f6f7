using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Mail;

/// <summary>The addresses in mails. A secret stands behind the <c>#</c>: a browser keeps that to itself, and no server on the way writes it down.</summary>
internal sealed class MailLinks(IOptions<MailPolicy> policy)
{
    public string To(string path, IdentifiedSecret secret) => $"{policy.Value.LinkBase.TrimEnd('/')}{path}#{secret.Text}";

    public string To(string path) => $"{policy.Value.LinkBase.TrimEnd('/')}{path}";

    public static bool IsLink(string paragraph) =>
        (paragraph.StartsWith("https://", StringComparison.Ordinal) || paragraph.StartsWith("http://", StringComparison.Ordinal))
        && !paragraph.Any(char.IsWhiteSpace);
}
