using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>In which roles nobody acts without a second factor (<c>Accounts:SecondFactorRequiredFor</c>).</summary>
internal sealed class SecondFactorPolicy
{
    private const string Setting = "Accounts:SecondFactorRequiredFor";

    // Who runs the system, reads what everybody did, stops services, answers for safeguarding, or moves money.
    private static readonly string[] Otherwise =
    [
        Roles.Operator, Roles.PrivacyOfficer, Roles.ChiefNurse, Roles.Dass, Roles.Dcs, Roles.Dph, Roles.PoolManager, Roles.FinanceOfficer,
    ];

    private readonly string[] roles;

    public SecondFactorPolicy(IConfiguration configuration, DemonstrationMode demonstration)
    {
        roles = configuration.GetSection(Setting).Get<string[]>() ?? (demonstration.IsOn ? [] : Otherwise);
        if (roles.FirstOrDefault(role => !Roles.OfPeople.Contains(role)) is { } unknown)
            throw new InvalidOperationException($"The setting {Setting} is wrong: {unknown} is no role of a person.");
    }

    public bool IsRequiredFor(IEnumerable<string> held) => held.Any(roles.Contains);

    /// <summary>Whether the session may act in the role: a person may have been given it since they signed in by one factor.</summary>
    public bool Lets(Session session, string role) => session.HasSeveralFactors || !IsRequiredFor([role]);
}
