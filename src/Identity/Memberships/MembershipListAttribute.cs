using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Identity.Memberships;

/// <summary>So many memberships as a person may have, and none of them null.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class MembershipListAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null || (value is IReadOnlyList<MembershipWish?> wishes && wishes.Count <= Membership.PerAccountMax && !wishes.Contains(null));

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) =>
        $"The field {name} must be a list of at most {Membership.PerAccountMax} memberships.";
}
