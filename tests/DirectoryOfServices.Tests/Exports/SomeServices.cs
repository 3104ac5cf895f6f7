using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;

namespace IntegratedCare.DirectoryOfServices.Tests.Exports;

/// <summary>Services that say everything in every way that a record allows, in texts with all that a table could trip over.</summary>
internal sealed class SomeServices(int seed)
{
    private static readonly string[] Pieces =
        [";", "|", "\\", ",", "\"", "'", "=", "+", "-", "@", "#", "\n", "\r\n", "\t", " ", "é", "語", "a", "Care", "of legs", "09:00", "=1+1", "--", "\\;"];

    private readonly Random random = new(seed);

    public ExportedService Next()
    {
        var site = Guid.NewGuid();
        var record = new ServiceRecord(
            Trimmed(), Trimmed(), Any<ServiceCategory>(), Guid.NewGuid(), [site, Guid.NewGuid()], List(Code), Some<Delivery>(), Maybe(Number), Maybe(Number),
            Optional(), Optional(), Optional(), Optional(), List(Trimmed), Flag(), Flag() ? random.NextInt64(100_000_000) : null, ServiceStatus.Active,
            Maybe(Date), Optional(), Flag(), Flag(), Maybe(Any<EligibleSex>), List(Trimmed), [Guid.NewGuid()], Flag(), Optional(), List(() => $"TE{Number()}"),
            List(() => Hours(site)), List(() => Exception(site)), Any<BankHolidayRule>(), List(Code), Flag(), List(Price), Some<ReferralRoute>(),
            Some<ReferralChannel>(), List(Contact), List(Point), [Guid.NewGuid()], Optional(), Optional(), Optional(), null);
        return new(new(Guid.CreateVersion7()), record, RecordStatus.Active, Trimmed(), [Trimmed(), Trimmed()]);
    }

    private OpeningHours Hours(Guid site)
    {
        var hours = new OpeningHours
        {
            Opens = Time(), Closes = Time(), StartsOn = Maybe(Date), ValidFrom = Maybe(Date), ValidUntil = Maybe(Date), Interval = random.Next(1, 5),
            SiteId = Flag() ? site : null, Attending = Maybe(Any<Delivery>), Notes = Flag() ? Text() : null,
        };
        return random.Next(3) switch
        {
            0 => hours with { Days = Filled(Any<DayOfWeek>) },
            1 => hours with { Every = Recurrence.Month, Days = Filled(Any<DayOfWeek>), WeeksOfMonth = Filled(() => random.Next(-1, 5) is var week and not 0 ? week : 5) },
            _ => hours with { Every = Recurrence.Month, DaysOfMonth = Filled(() => random.Next(1, 32)) },
        };
    }

    private OpeningException Exception(Guid site)
    {
        var isOpen = Flag();
        return new()
        {
            From = Date(), Until = Maybe(Date), Opens = isOpen ? Time() : null, Closes = isOpen ? Time() : null, SiteId = Flag() ? site : null,
            Reason = Flag() ? Text() : null,
        };
    }

    private Cost Price() => new()
    {
        Option = Flag() ? Text() : null, AmountPence = Flag() ? random.NextInt64(Cost.AmountPenceMax + 1) : null, Description = Flag() ? Text() : null,
        ValidFrom = Maybe(Date), ValidUntil = Maybe(Date),
    };

    private Contact Contact() => new()
    {
        Name = Flag() ? Text() : null, Role = Flag() ? Text() : null, Department = Flag() ? Text() : null, Telephone = "+44 161 496 0000",
        Email = Flag() ? Text() : null,
    };

    private ConnectionPoint Point() => new() { Type = Any<ConnectionType>(), Address = Text(), Name = Flag() ? Text() : null };

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    // As the entity keeps texts: trimmed; "x" so that none is empty.
    private string Trimmed() => $"{Text()}x".Trim();

    private string? Optional() => Flag() ? Trimmed() : null;

    private string Code() => $"code-{Number()}";

    private int Number() => random.Next(0, 100);

    private bool Flag() => random.Next(2) == 0;

    private DateOnly Date() => new DateOnly(2026, 1, 1).AddDays(random.Next(1_000));

    private TimeOnly Time() => new(random.Next(4) == 0 ? random.NextInt64(TimeSpan.TicksPerDay) : TimeSpan.TicksPerMinute * random.Next(24 * 60));

    private T? Maybe<T>(Func<T> of) where T : struct => Flag() ? of() : null;

    private List<T> List<T>(Func<T> of) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => of())];

    private List<T> Filled<T>(Func<T> of) => [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => of())];

    private T Any<T>() where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private List<T> Some<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Where(_ => Flag())];
}
