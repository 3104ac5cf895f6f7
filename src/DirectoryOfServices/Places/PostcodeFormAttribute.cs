using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>Text that has the form of a postcode. Absent text is left to <see cref="RequiredAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PostcodeFormAttribute() : ValidationAttribute("{0} must be a postcode.")
{
    public override bool IsValid(object? value) => value is null || Postcode.TryParse(value as string, out _);
}
