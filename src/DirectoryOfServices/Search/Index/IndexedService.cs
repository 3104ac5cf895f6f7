using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>A service as the index takes it in: what it is found by, ranked by, and shown as.</summary>
internal sealed record IndexedService
{
    public const int NoAgeLimit = byte.MaxValue;

    /// <summary>The place as a whole, where slots are told by neighbourhood.</summary>
    public const string Anywhere = "";

    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<Lexeme> Words { get; init; }

    /// <summary>Each tag once.</summary>
    public required IReadOnlyList<(TagField Field, string Tag)> Tags { get; init; }

    public required IndexedProvider Provider { get; init; }
    public IReadOnlyList<IndexedSite> Sites { get; init; } = [];
    public int AgeFrom { get; init; }
    public int AgeTo { get; init; } = NoAgeLimit;
    public ReportedCapacity? Reported { get; init; }    // null: nobody has said
    public DiaryCapacity? Diary { get; init; }    // null: it takes no bookings, or the diary says nothing
    public IndexedHours? Hours { get; init; }    // null: nobody has said when it is open

    /// <summary>When the next free slot begins, for each neighbourhood that has one, and for anybody (<see cref="Anywhere"/>).</summary>
    public IReadOnlyList<(string Neighbourhood, DateTimeOffset StartsAt)> NextSlots { get; init; } = [];

    public DateOnly? AssuredOn { get; init; }
    public bool IsDemonstration { get; init; }
}

internal sealed record IndexedProvider(Guid Id, string Name, string? OdsCode);

internal sealed record IndexedSite(
    Guid Id, string Name, string? Postcode, string? NeighbourhoodCode, double? Latitude, double? Longitude);

/// <summary>When a service is open, as the record writes it: services of the same hours share one.</summary>
internal sealed record IndexedHours(string Hours, string Exceptions, BankHolidayRule OnBankHolidays);
