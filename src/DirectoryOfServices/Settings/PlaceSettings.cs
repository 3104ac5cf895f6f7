namespace IntegratedCare.DirectoryOfServices.Settings;

/// <summary>The place's own rules for keeping its directory true.</summary>
internal sealed class PlaceSettings
{
    public const int OnlyId = 1;
    public const int AssuranceMonthsMax = 24;

    /// <summary>By which their history is kept among that of records that have ids.</summary>
    public static readonly Guid HistoryId = new("0b3f6a52-7c1d-5e8a-9f24-61d0c7e3a918");

    /// <summary>What holds until the place says otherwise: three months, as Open Referral UK asks, and no call to the outside.</summary>
    public static readonly PlaceSettings Default = AsUntilNow();

    public int Id { get; private init; } = OnlyId;

    /// <summary>How long an assurance lasts.</summary>
    public required int AssuranceMonths { get; set; }

    /// <summary>The web addresses of entries are opened now and then, to see that somebody answers there.</summary>
    public required bool FetchLinks { get; set; }

    /// <summary>0: the place has not said anything yet.</summary>
    public long Version { get; private set; }

    /// <summary>The rules of a place that has not said anything, for it to say something.</summary>
    public static PlaceSettings AsUntilNow() => new() { AssuranceMonths = 3, FetchLinks = false };

    /// <summary>Takes the rules over as sent; false, and nothing changed, where they are the same already.</summary>
    public bool Amend(PutSettingsRequest asked)
    {
        if (Version > 0 && (AssuranceMonths, FetchLinks) == (asked.AssuranceMonths, asked.FetchLinks)) return false;

        (AssuranceMonths, FetchLinks) = (asked.AssuranceMonths, asked.FetchLinks);
        Version++;
        return true;
    }
}
