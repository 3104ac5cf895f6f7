using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.CareServices;

internal readonly record struct CareServiceId(Guid Value) : IEntityId<CareServiceId>
{
    public static CareServiceId From(Guid value) => new(value);
}

/// <summary>The part of a service of the directory that the ledger needs: what one booking costs, of which category it is and who provides it.</summary>
internal sealed class CareService
{
    public required CareServiceId Id { get; init; }

    /// <summary>The directory's version that this copy shows; 0: a booking named the service before the directory did.</summary>
    public long Version { get; private set; }

    public string? Name { get; private set; }           // null: the directory has not been heard yet

    public string? Category { get; private set; }       // null: the directory has not been heard yet

    public long? TariffPence { get; private set; }      // null: nothing is charged, or not heard yet

    public Guid? ProviderId { get; private set; }       // null: the directory has not been heard since providers are kept

    public string? ProviderName { get; private set; }   // null: as above

    public bool IsHeard => Version > 0;

    /// <summary>False where this copy is as new or newer.</summary>
    public bool Hear(long version, string name, string category, long? tariffPence, Guid providerId, string providerName)
    {
        if (version <= Version) return false;
        (Version, Name, Category, TariffPence, ProviderId, ProviderName) = (version, name, category, tariffPence, providerId, providerName);
        return true;
    }
}
