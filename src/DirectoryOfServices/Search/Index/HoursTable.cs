using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>When the services of a segment are open: each timetable once, however many services keep it.</summary>
internal sealed class HoursTable
{
    private readonly IndexedHours[] written;
    private readonly OpeningTimes[] timetables;
    private readonly int[] numbers;    // one more than the timetable's place; 0: nobody has said
    private OpenSets? latest;

    private HoursTable(IndexedHours[] written, int[] numbers)
    {
        (this.written, this.numbers) = (written, numbers);
        timetables = [.. written.Select(hours => new OpeningTimes(
            JsonColumn.ReadList<OpeningHours>(hours.Hours), JsonColumn.ReadList<OpeningException>(hours.Exceptions), hours.OnBankHolidays,
            new HashSet<DateOnly>()))];
    }

    public IndexedHours? Of(int document) => numbers[document] == 0 ? null : written[numbers[document] - 1];

    /// <summary>Open at the instant? Null: nobody has said.</summary>
    public bool? IsOpenAt(int document, DateTimeOffset instant, IReadOnlySet<DateOnly> bankHolidays)
    {
        var sets = At(instant, bankHolidays);
        return Bits.Has(sets.Open, document) ? true : Bits.Has(sets.Closed, document) ? false : null;
    }

    /// <summary>Who is open and who is closed. What was reckoned last is kept: most people ask about now, which lasts a minute.</summary>
    public OpenSets At(DateTimeOffset instant, IReadOnlySet<DateOnly> bankHolidays)
    {
        var known = latest;
        if (known?.Holds(instant, bankHolidays) == true) return known;

        var (open, closed) = (new ulong[Bits.WordsFor(numbers.Length)], new ulong[Bits.WordsFor(numbers.Length)]);
        var states = timetables.Select(times => (times with { BankHolidays = bankHolidays }).IsOpenAt(instant)).ToArray();
        for (var document = 0; document < numbers.Length; document++)
        {
            if (numbers[document] == 0 || states[numbers[document] - 1] is not { } isOpen) continue;
            Bits.Set(isOpen ? open : closed, document);
        }

        return latest = new(OpenSets.MinuteOf(instant), bankHolidays, open, closed);
    }

    public sealed class Builder
    {
        private readonly Dictionary<IndexedHours, int> places = [];
        private readonly List<int> numbers = [];

        /// <summary>The next document's hours.</summary>
        public void Add(IndexedHours? hours)
        {
            var number = 0;
            if (hours is not null && !places.TryGetValue(hours, out number)) places.Add(hours, number = places.Count + 1);
            numbers.Add(number);
        }

        public HoursTable Build() => new([.. places.OrderBy(pair => pair.Value).Select(pair => pair.Key)], [.. numbers]);
    }
}

/// <summary>Which services are open and which are closed in one minute; nobody has said of the others.</summary>
internal sealed record OpenSets(long Minute, IReadOnlySet<DateOnly> BankHolidays, ulong[] Open, ulong[] Closed)
{
    public static long MinuteOf(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMinute;

    public bool Holds(DateTimeOffset instant, IReadOnlySet<DateOnly> bankHolidays) =>
        Minute == MinuteOf(instant) && ReferenceEquals(BankHolidays, bankHolidays);
}
