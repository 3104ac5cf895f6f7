using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>Whom one reaches at a service: a desk or a named person in their work. Everybody may read it, so nothing private belongs here.</summary>
public sealed record Contact
{
    [StringLength(200)] public string? Name { get; init; }

    /// <summary>What they do there: "Duty nurse", "Referrals desk".</summary>
    [StringLength(200)] public string? Role { get; init; }
    [StringLength(200)] public string? Department { get; init; }
    [Telephone] public string? Telephone { get; init; }
    [EmailAddress, StringLength(ServiceMapping.EmailLengthMax)] public string? Email { get; init; }

    internal bool ReachesSomebody => Telephone is not null || Email is not null;
}
