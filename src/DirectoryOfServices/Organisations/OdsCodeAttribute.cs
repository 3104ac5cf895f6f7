using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.Organisations;

/// <summary>A code of the NHS Organisation Data Service: trusts and commissioners have three characters, practices six, sites more.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class OdsCodeAttribute() : RegularExpressionAttribute("^[A-Za-z0-9]{3,12}$")
{
    public const int LengthMax = 12;
}
