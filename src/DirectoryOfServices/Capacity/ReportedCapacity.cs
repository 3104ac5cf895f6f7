namespace IntegratedCare.DirectoryOfServices.Capacity;

/// <summary>The latest report of a service's room, as far as others are shown it.</summary>
internal readonly record struct ReportedCapacity(
    CapacityLevel Level, DateTimeOffset ReportedAt, DateTimeOffset ExpiresAt, string Role, string? OrganisationCode)
{
    /// <summary>What the report says at the moment asked about: nothing once it has expired.</summary>
    public CapacityStatus StatusAt(DateTimeOffset now) => now >= ExpiresAt ? CapacityStatus.Unknown : Level switch
    {
        CapacityLevel.Green => CapacityStatus.Green,
        CapacityLevel.Amber => CapacityStatus.Amber,
        CapacityLevel.Red => CapacityStatus.Red,
    };
}

/// <summary>What the diary says of the room of a service that takes bookings: whether every slot is taken as far ahead as the place books.</summary>
internal readonly record struct DiaryCapacity(bool Exhausted, DateTimeOffset SaidAt);
