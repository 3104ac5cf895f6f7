using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.Sites;

/// <summary>One to six written lines of an address, without the postcode.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressLinesAttribute()
    : ValidationAttribute("{0} must be one to six lines of at most 100 characters.")
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyCollection<string> { Count: > 0 and <= SiteMapping.AddressLinesMax } lines
        && lines.All(l => !string.IsNullOrWhiteSpace(l) && l.Length <= SiteMapping.AddressLineLengthMax);
}
