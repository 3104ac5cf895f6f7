using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace IntegratedCare.Identity.Accounts;

/// <summary>A name that people can read: one line, with a letter in it, and no signs that steer the writing.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class PersonNameAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null || (value is string name && name.Trim().Length is > 0 and <= Account.NameLengthMax
            && name.EnumerateRunes().All(IsWritten) && name.EnumerateRunes().Any(Rune.IsLetter));

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) =>
        $"The field {name} must be a name of 1 to {Account.NameLengthMax} characters in one line.";

    private static bool IsWritten(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
