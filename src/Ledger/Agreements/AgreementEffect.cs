using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>From which day an agreed version holds. Written once, when the last partner agreed.</summary>
internal sealed class AgreementEffect
{
    public required string FundCode { get; init; }

    public required int Version { get; init; }

    public required DateOnly InForceFrom { get; init; }

    public required DateTimeOffset AgreedAt { get; init; }

    /// <summary>Of a version that was signed on paper before it came here: the day that it says.</summary>
    public static AgreementEffect OfLoaded(AgreementVersion version) => new()
    {
        FundCode = version.FundCode,
        Version = version.Version,
        InForceFrom = version.EffectiveFrom,
        AgreedAt = version.AskedAt,
    };

    /// <summary>Of a variation: the day that it says, but none before the London date of the last agreement.</summary>
    public static AgreementEffect OfVariation(AgreementVersion version, DateTimeOffset now)
    {
        var agreedOn = LondonTime.DateOf(now);
        return new()
        {
            FundCode = version.FundCode,
            Version = version.Version,
            InForceFrom = version.EffectiveFrom > agreedOn ? version.EffectiveFrom : agreedOn,
            AgreedAt = now,
        };
    }
}
