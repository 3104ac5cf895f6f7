using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Claims;

namespace IntegratedCare.Scheduling.Teams;

internal readonly record struct MemberId(Guid Value) : IEntityId<MemberId>
{
    /// <summary>Whose time is claimed when the member is booked. One person in two teams has one time.</summary>
    public ResourceId Resource => new(Value);

    public static MemberId From(Guid value) => new(value);
}

/// <summary>A person who works in the team, employed by any partner.</summary>
internal sealed class Member
{
    public required MemberId Id { get; init; }
    public required string DisplayName { get; set; }
    public required string Profession { get; set; }
    public required string EmployerOrganisationCode { get; set; }

    /// <summary>Codes of what the member can do beyond the profession: a service may ask for some of them.</summary>
    public required List<string> Skills { get; set; }

    /// <summary>False once the member has left the team; they offer no time, but what was booked with them stays readable.</summary>
    public bool IsActive { get; private set; }

    public static Member Of(MemberEntry entry) => new()
    {
        Id = new(entry.Id),
        DisplayName = entry.DisplayName,
        Profession = entry.Profession,
        EmployerOrganisationCode = entry.EmployerOrganisationCode,
        Skills = SkillsOf(entry),
        IsActive = true,
    };

    public void Become(MemberEntry entry)
    {
        DisplayName = entry.DisplayName;
        Profession = entry.Profession;
        EmployerOrganisationCode = entry.EmployerOrganisationCode;
        Skills = SkillsOf(entry);
        IsActive = true;
    }

    /// <summary>All that is said of the member, as a value to compare.</summary>
    public (MemberId, string, string, string, string) Read => (Id, DisplayName, Profession, EmployerOrganisationCode, string.Join(' ', Skills));

    public void Leave() => IsActive = false;

    private static List<string> SkillsOf(MemberEntry entry) => [.. (entry.Skills ?? []).Distinct().Order(StringComparer.Ordinal)];
}
