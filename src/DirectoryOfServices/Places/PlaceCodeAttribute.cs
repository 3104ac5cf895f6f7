using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>The code of a place, neighbourhood or board: small letters, digits and single hyphens.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed partial class PlaceCodeAttribute()
    : ValidationAttribute("{0} must be small letters, digits and single hyphens, at most 50.")
{
    public const int LengthMax = 50;

    public override bool IsValid(object? value) => value switch
    {
        null => true,
        string code => IsCode(code),
        IEnumerable<string> codes => codes.All(IsCode),
        _ => false,
    };

    private static bool IsCode(string? code) => code is { Length: <= LengthMax } && Form().IsMatch(code);

    [GeneratedRegex(@"\A[a-z0-9]+(?:-[a-z0-9]+)*\z")]
    private static partial Regex Form();
}
