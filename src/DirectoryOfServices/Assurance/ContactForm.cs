using System.Net;
using System.Text.RegularExpressions;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>What a machine can see of a number or an address without calling it.</summary>
/// <remarks>Numbers after Ofcom's National Telephone Numbering Plan: the ranges in use, and how many digits they have.</remarks>
internal static partial class ContactForm
{
    /// <summary>A number that could ring in the United Kingdom, or a whole one of another country.</summary>
    public static bool IsTelephone(string text)
    {
        var number = Extension().Replace(text.Trim(), "");
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        if (number.StartsWith('+') && !digits.StartsWith("44", StringComparison.Ordinal)) return digits.Length is >= 8 and <= 15;
        if (digits.StartsWith("0044", StringComparison.Ordinal)) digits = digits[2..];
        if (number.StartsWith('+') || (digits.StartsWith("44", StringComparison.Ordinal) && digits.Length >= 12))
            digits = $"0{digits[2..].TrimStart('0')}";        // +44 (0)161 … is common
        return UnitedKingdom().IsMatch(digits);
    }

    /// <summary>A mailbox at a domain name.</summary>
    public static bool IsEmail(string text) => Mailbox().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    /// <summary>A page at a public name: no address of a machine, no name that only an office knows.</summary>
    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && !IPAddress.TryParse(uri.Host.Trim('[', ']'), out _)
        && PublicName().IsMatch(uri.IdnHost)
        && !uri.IdnHost.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
        && !uri.IdnHost.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\s*ext\.? ?[0-9]{1,6}$", RegexOptions.IgnoreCase)]
    private static partial Regex Extension();

    // Ten digits after the nought; nine too in the smaller areas of 01 (not 011x and 01x1); 0800 and 0845 46 4x are
    // also shorter. Then what rings without a nought.
    [GeneratedRegex("^(01(1[0-9]|[2-9]1)[0-9]{7}|01[2-9](?!1)[0-9]{7,8}|02[03489][0-9]{8}|03[0347][0-9]{8}|05[56][0-9]{8}|07[0-9]{9}|08[0-9]{9}|09[0-9]{9}|0800[0-9]{6}"
        + "|0845464[0-9]|08001111|111|112|119|101|105|159|999|116[0-9]{3}|1800[1-9]0?[0-9]{9,10})$")]
    private static partial Regex UnitedKingdom();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}(?<!\.)@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$")]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]\.?$")]
    private static partial Regex PublicName();
}
