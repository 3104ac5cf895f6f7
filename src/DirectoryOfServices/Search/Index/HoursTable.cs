using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>When the services of a segment are open: each timetable once, however many services keep it.</summary>
internal sealed class HoursTable
{
    private readonly IndexedHours[] written;
    private readonly OpeningTimes[] timetables;
    private readonly int[] numbers;    // one more than the timetable's place; 0: nobody has said
    private OpenSets? now;
    private OpenSets? other;

    private HoursTable(IndexedHours[] written, int[] numbers)
    {
        (this.written, this.numbers) = (written, numbers);
        timetables = [.. written.Select(hours => new OpeningTimes(
            JsonColumn.ReadList<OpeningHours>(hours.Hours), JsonColumn.ReadList<OpeningException>(hours.Exceptions), hours.OnBankHolidays,
            new HashSet<DateOnly>()))];
    }

    public IndexedHours? Of(int document) => numbers[document] == 0 ? null : written[numbers[document] - 1];

    /// <summary>Open at the instant? Null: nobody has said.</summary>
    public bool? IsOpenAt(int document, DateTimeOffset instant, IReadOnlySet<DateOnly> bankHolidays) =>
        numbers[document] == 0 ? null : (timetables[numbers[document] - 1] with { BankHolidays = bankHolidays }).IsOpenAt(instant);

    /// <summary>Who is open and who is closed at the time that a question asks about, or now.</summary>
    /// <remarks>Now, which lasts a minute and most people ask about, is kept apart from the last other time: neither drives the other out.</remarks>
    public OpenSets At(Question question)
    {
        var (instant, bankHolidays) = (question.Wishes.OpenAt ?? question.Now, question.BankHolidays);
        var isNow = OpenSets.MinuteOf(instant) == OpenSets.MinuteOf(question.Now);
        var known = isNow ? now : other;
        if (known?.Holds(instant, bankHolidays) == true) return known;

        known = Reckon(instant, bankHolidays);
        return isNow ? now = known : other = known;
    }

    private OpenSets Reckon(DateTimeOffset instant, IReadOnlySet<DateOnly> bankHolidays)
    {
        var (open, closed) = (new ulong[Bits.WordsFor(numbers.Length)], new ulong[Bits.WordsFor(numbers.Length)]);
        var states = timetables.Select(times => (times with { BankHolidays = bankHolidays }).IsOpenAt(instant)).ToArray();
        for (var document = 0; document < numbers.Length; document++)
        {
            if (numbers[document] == 0 || states[numbers[document] - 1] is not { } isOpen) continue;
            Bits.Set(isOpen ? open : closed, document);
        }

        return new(OpenSets.MinuteOf(instant), bankHolidays, open, closed);
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
