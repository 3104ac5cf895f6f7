using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.AccessRules;

/// <summary>What the roles are called where people read of them.</summary>
internal static class AccessRoles
{
    public static string TitleOf(string role) => role switch
    {
        Roles.Gp => "GP",
        Roles.Dass => "Director of adult social services",
        Roles.Dcs => "Director of children’s services",
        Roles.Dph => "Director of public health",
        Roles.PoolManager => "Pooled fund manager",
        Roles.Analyst => "Population health analyst",
        Roles.PlaceLoader => "Place loader (a program)",
        Roles.Gateway => "Gateway (a program)",
        _ => Worded(role),
    };

    /// <summary>The heading of a narrow column.</summary>
    public static string ShortTitleOf(string role) => role switch
    {
        Roles.Dass or Roles.Dcs or Roles.Dph or Roles.Gp => role.ToUpperInvariant(),
        _ => Worded(role),
    };

    private static string Worded(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('-', ' ');
}
