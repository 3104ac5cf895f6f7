using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.Sites;

/// <summary>A telephone number as it is printed: digits, spaces, brackets and hyphens, an extension at most; or a short one such as 111.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class TelephoneAttribute() : RegularExpressionAttribute(
    @"^(\+?[0-9][0-9 ()-]{3,22}[0-9]( ext\.? ?[0-9]{1,6})?|[1-9][0-9]{2})$")
{
    public const int LengthMax = 40;
}
