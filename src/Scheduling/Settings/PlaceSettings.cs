namespace IntegratedCare.Scheduling.Settings;

/// <summary>The place's own booking rules, loaded with the place.</summary>
internal sealed class PlaceSettings
{
    public const int OnlyId = 1;

    /// <summary>What holds until the place says otherwise: five minutes, as the national booking service does, and six weeks.</summary>
    public static readonly PlaceSettings Default = new() { HoldMinutes = 5, BookingHorizonDays = 42, BankHolidays = [], OpenHoldsMax = 20, OverbookingsPerDay = 2 };

    public int Id { get; private init; } = OnlyId;
    public required int HoldMinutes { get; set; }

    /// <summary>How far ahead a slot is offered.</summary>
    public required int BookingHorizonDays { get; set; }

    /// <summary>Dates on which hours that are closed on bank holidays are not worked.</summary>
    public required List<DateOnly> BankHolidays { get; set; }

    /// <summary>How many holds one caller may have open at once.</summary>
    public required int OpenHoldsMax { get; set; }

    /// <summary>How many bookings a member may have on one London date on top of times that somebody else has.</summary>
    public required int OverbookingsPerDay { get; set; }

    public DateTimeOffset LastStart(DateTimeOffset now) => now.AddDays(BookingHorizonDays);

    public DateTimeOffset HoldEnds(DateTimeOffset now) => now.AddMinutes(HoldMinutes);
}
