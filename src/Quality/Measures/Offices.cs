using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures;

/// <summary>The offices that answer for standards and measures, named by their roles.</summary>
internal static class Offices
{
    public static readonly IReadOnlyList<string> All = [Roles.ChiefNurse, Roles.Dass, Roles.Dcs, Roles.Dph];

    public static void MustHave(string office)
    {
        if (!All.Contains(office)) throw new DomainException(MeasureErrors.OwnerUnknown);
    }
}
