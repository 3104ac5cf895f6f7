using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.People;

/// <summary>
/// How long it is kept whose a booking was; settings under <c>Retention</c>. The defaults are those of the NHS Records Management Code for adult and for
/// children's community records.
/// </summary>
internal sealed class RetentionPolicy
{
    private const int AdultAge = 18;

    /// <summary>Years after the end of a person's last care.</summary>
    [Range(1, 100)]
    public int BookingYears { get; set; } = 8;

    /// <summary>The birthday until which a child's records are kept at least; whose care ended at 17 has one year more.</summary>
    [Range(18, 100)]
    public int ChildrenUntilAge { get; set; } = 25;

    /// <summary>Years after its end that it is kept why a member was away.</summary>
    [Range(1, 100)]
    public int AbsenceYears { get; set; } = 2;

    /// <summary>Pseudonyms of people whose records must not be erased: an inquiry, a claim.</summary>
    [MaxLength(10_000)]
    public string[] LegalHolds { get; set; } = [];

    /// <summary>How often the sweeper looks for what need not be kept any longer.</summary>
    [Range(1, 168)]
    public int SweepEveryHours { get; set; } = 24;

    public bool IsHeld(string personKey) => LegalHolds.Contains(personKey, StringComparer.OrdinalIgnoreCase);

    /// <summary>The first date on which records of care that ended then need not be kept.</summary>
    public DateOnly KeptUntil(DateTimeOffset careEnded, DateOnly born)
    {
        var ended = LondonTime.DateOf(careEnded);
        var byCare = ended.AddYears(BookingYears);
        if (ended >= born.AddYears(AdultAge)) return byCare;

        var byAge = born.AddYears(ChildrenUntilAge + (ended >= born.AddYears(AdultAge - 1) ? 1 : 0));
        return byAge > byCare ? byAge : byCare;
    }

    /// <summary>Care that ended after this may not be erased whoever it was given to.</summary>
    public DateTimeOffset CareEndedBefore(DateTimeOffset now) => now.AddYears(-BookingYears);
}
