using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Search.Index;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Index;

/// <summary>Services and questions by chance, from few values, so that they often meet.</summary>
internal sealed class RandomDirectory(int seed)
{
    public static readonly DateTimeOffset Now = new(2026, 6, 10, 9, 30, 0, TimeSpan.Zero);
    public static readonly IReadOnlyList<string> Neighbourhoods = ["east", "west", "north"];

    private static readonly string[] Words = ["leg", "ulcer", "wound", "foot", "pain", "lone", "walk", "group", "scan", "fall", "asthma", "care"];
    private static readonly string[] Categories = ["outpatient", "communityHealth", "stayingWell"];
    private static readonly string[] Deliveries = ["inPerson", "home", "video"];
    private static readonly string[] Languages = ["ur", "pl", IndexedLanguage.English, IndexedLanguage.Interpreted];
    private static readonly string[] Features = ["stepFree", "hearingLoop"];
    private static readonly string[] Districts = ["TE1", "TE2"];
    private static readonly string[] Needs = ["need-1", "need-2"];
    private static readonly IndexedProvider[] Providers = [new(Guid.NewGuid(), "Trust", "TE1"), new(Guid.NewGuid(), "Charity", null)];
    private static readonly IndexedHours MorningHours = new(
        """[{"days":["monday","wednesday"],"opens":"09:00:00","closes":"12:00:00"}]""", "[]", BankHolidayRule.Closed);
    private static readonly IndexedHours NightHours = new("""[{"days":["tuesday"],"opens":"22:00:00","closes":"06:00:00"}]""", "[]", BankHolidayRule.AsUsual);

    private readonly Random random = new(seed);
    private readonly IndexedSite[] sites = [.. Enumerable.Range(0, 12).Select(i => new IndexedSite(
        Guid.NewGuid(), $"Site {i}", null, i % 4 == 0 ? null : Neighbourhoods[i % 3], i % 5 == 0 ? null : 53.5 + (i * 0.01), i % 5 == 0 ? null : -2.1 + (i * 0.013)))];

    public IndexedService Service(Guid id) => new()
    {
        Id = id,
        Name = $"{Of(Words)} {Of(Words)} {random.Next(4)}",
        Words = [.. Some(Words, 0.35).Select(word => new Lexeme(word, random.Next(2), random.Next(3), random.Next(4), 1))],
        Tags = [.. Tags()],
        Provider = Of(Providers),
        Sites = [.. Some(sites, 0.15)],
        AgeFrom = random.Next(3) * 9,
        AgeTo = random.Next(2) == 0 ? IndexedService.NoAgeLimit : 20 + random.Next(60),
        Reported = random.Next(3) == 0 ? null : new(
            (CapacityLevel)random.Next(3), Now.AddHours(-1), Now.AddMinutes(random.Next(-30, 30)), "gp", random.Next(2) == 0 ? null : "practice"),
        Diary = random.Next(3) == 0 ? new(random.Next(2) == 0, Now.AddMinutes(-random.Next(1, 90))) : null,
        Hours = random.Next(3) switch { 0 => null, 1 => MorningHours, _ => NightHours },
        NextSlots = [.. Slots()],
        AssuredOn = random.Next(2) == 0 ? null : new DateOnly(2026, 5, 1 + random.Next(28)),
        IsDemonstration = random.Next(2) == 0,
    };

    public Question Question() => new(
        Meaning(),
        new()
        {
            Category = Maybe(() => Of(Categories), 0.15),
            Status = Maybe(() => Of(["active", "restricted", "closed"]), 0.15),
            Need = Maybe(() => Of(Needs), 0.1),
            Neighbourhood = Maybe(() => Of(Neighbourhoods), 0.4),
            District = Maybe(() => Of(Districts), 0.3),
            AgeYears = random.Next(3) == 0 ? random.Next(90) : null,
            Sex = Maybe(() => Of(["female", "male"]), 0.2),
            Practice = Maybe(() => "P1", 0.1),
            Delivery = Maybe(() => Of(Deliveries), 0.2),
            Language = Maybe(() => Of(["ur", IndexedLanguage.English, "fr"]), 0.2),
            Accessibility = Maybe(() => Of(Features), 0.1),
            Bookable = random.Next(5) == 0 ? random.Next(2) == 0 : null,
            OpenAt = random.Next(6) == 0 ? Now.AddHours(random.Next(-20, 60)) : null,
            Closed = random.Next(2) == 0,
            Capacity = random.Next(8) == 0 ? (CapacityStatus)random.Next(4) : null,
            FreeBefore = random.Next(8) == 0 ? Now.AddHours(random.Next(60)) : null,
            WithinMetres = random.Next(8) == 0 ? random.Next(500, 9_000) : null,
        },
        random.Next(2) == 0 ? default : new(53.5 + (random.NextDouble() * 0.1), -2.1 + (random.NextDouble() * 0.1)),
        Now)
    {
        Neighbourhoods = Neighbourhoods,
    };

    private Meaning Meaning()
    {
        if (random.Next(5) == 0) return DirectoryOfServices.Search.Index.Meaning.Everything;

        var units = Enumerable.Range(0, random.Next(1, 5)).Select(i => new MeaningUnit($"w{i}", [.. Enumerable.Range(0, random.Next(1, 3)).Select(Form)], random.Next(6) == 0)).ToList();
        var branches = Enumerable.Range(0, random.Next(1, 3)).Select(_ => new MeaningBranch(
            [.. Some([.. Enumerable.Range(0, units.Count)], 0.6).DefaultIfEmpty(0)], [.. Some(Words, 0.05)], [])).ToList();
        return new(units, branches);
    }

    private WordForm Form(int number) => new(
        number == 0 ? FormKind.Written : FormKind.Synonym,
        [.. Enumerable.Range(0, random.Next(5) == 0 ? 2 : 1).Select(_ => (Of(Words), random.Next(1, 120))).DistinctBy(stem => stem.Item1)]);

    private IEnumerable<(TagField, string)> Tags()
    {
        yield return (TagField.Category, Of(Categories));
        yield return (TagField.Status, Of(["active", "active", "active", "restricted", "closed"]));
        yield return (TagField.Bookable, Of(["true", "false"]));
        foreach (var tag in Some(Deliveries, 0.5)) yield return (TagField.Delivery, tag);
        foreach (var tag in Some(Neighbourhoods, 0.25)) yield return (TagField.Serves, tag);
        foreach (var tag in Some(Neighbourhoods, 0.4)) yield return (TagField.StandsIn, tag);
        foreach (var tag in Some(Languages, 0.2)) yield return (TagField.Language, tag);
        foreach (var tag in Some(Features, 0.5)) yield return (TagField.Accessibility, tag);
        foreach (var tag in Some(Districts, 0.25)) yield return (TagField.Catchment, tag);
        foreach (var tag in Some(Needs, 0.4)) yield return (TagField.Need, tag);
        foreach (var tag in Some(["female", "male"], 0.15)) yield return (TagField.Sex, tag);
        foreach (var tag in Some(["P1", "P2"], 0.15)) yield return (TagField.Practice, tag);
    }

    private IEnumerable<(string, DateTimeOffset)> Slots()
    {
        foreach (var neighbourhood in Some([IndexedService.Anywhere, .. Neighbourhoods], 0.4))
            yield return (neighbourhood, Now.AddMinutes(random.Next(-60, 3_000)));
    }

    private T Of<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    private List<T> Some<T>(IReadOnlyList<T> values, double share) => [.. values.Where(_ => random.NextDouble() < share)];

    private T? Maybe<T>(Func<T> value, double share) where T : class => random.NextDouble() < share ? value() : null;
}
