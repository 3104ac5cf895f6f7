using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace IntegratedCare.Kernel.Mail;

/// <summary>An e-mail address in the one form by which it is compared: trimmed and in small letters.</summary>
/// <remarks>
/// Letters, digits and the signs of the HTML standard only. So no address can carry a line break or a second recipient into a mail.
/// </remarks>
public readonly partial record struct EmailAddress
{
    /// <summary>The longest address (RFC 5321 §4.5.3.1.3).</summary>
    public const int LengthMax = 254;

    private const int LocalPartLengthMax = 64;

    /// <summary>Takes an address in its one form.</summary>
    public EmailAddress(string value)
    {
        if (!IsOne(value)) throw new ArgumentException("That is not an e-mail address in its one form.", nameof(value));
        Value = value;
    }

    /// <summary>The address. Only encryption, a mail's envelope and an audited answer may use it.</summary>
    public string Value { get; }

    /// <summary>Reads an address as people write it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        var form = text?.Trim().ToLowerInvariant();
        address = form is not null && IsOne(form) ? new(form) : default;
        return address.Value is not null;
    }

    /// <summary>Never the address, so that it cannot slip into a log.</summary>
    public override string ToString() => "e-mail address …";

    private static bool IsOne(string text) =>
        text.Length <= LengthMax && text.IndexOf('@', StringComparison.Ordinal) <= LocalPartLengthMax && Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex Pattern();
}
