using IntegratedCare.Kernel.Audit;

namespace IntegratedCare.Gateway.Audit;

/// <summary>One service's chain; absent where the service did not answer.</summary>
public sealed record ServiceVerification(string Service, ChainVerificationView? Chain);

/// <summary>The chains of the whole place.</summary>
/// <param name="Intact">True only where every service answered and every chain holds.</param>
/// <param name="Services">Each service's chain with the heads to note.</param>
/// <param name="Unreachable">The services that did not answer: nothing is known of their chains.</param>
public sealed record PlaceVerification(bool Intact, IReadOnlyList<ServiceVerification> Services, IReadOnlyList<string> Unreachable);

internal static class VerifyPlace
{
    /// <summary>As long as a service may take, and a little for the way.</summary>
    public static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(11);

    public static async Task<PlaceVerification> Handle(
        HttpContext context, AuditServices services, CancellationToken cancellationToken)
    {
        var answers = await services.AskAllAsync<ChainVerificationView>(
            context, _ => null, "verification", PatienceMax, cancellationToken);
        return new(
            answers.All(a => a.Answer is { Intact: true }),
            [.. answers.Select(a => new ServiceVerification(a.Service, a.Answer))],
            [.. answers.Where(a => a.Answer is null).Select(a => a.Service)]);
    }
}
