namespace IntegratedCare.DirectoryOfServices.Settings;

/// <summary>The place's own rules for keeping its directory true.</summary>
internal sealed class PlaceSettings
{
    public const int OnlyId = 1;
    public const int AssuranceMonthsMax = 24;

    /// <summary>What holds until the place says otherwise: three months, as Open Referral UK asks, and no call to the outside.</summary>
    public static readonly PlaceSettings Default = new() { AssuranceMonths = 3, FetchLinks = false };

    public int Id { get; private init; } = OnlyId;

    /// <summary>How long an assurance lasts.</summary>
    public required int AssuranceMonths { get; set; }

    /// <summary>The web addresses of entries are opened now and then, to see that somebody answers there.</summary>
    public required bool FetchLinks { get; set; }
}
