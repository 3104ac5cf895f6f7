using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Search.Index;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Index;

/// <summary>The rules of the search told again, service by service and without any index: what the index answers must be this.</summary>
internal static class NaiveSearch
{
    private const double EarthRadiusMetres = 6_371_008.8;

    public static (List<Guid> Ids, bool IsPartial, Dictionary<(Facet, string), int> Facets) Run(IReadOnlyCollection<IndexedService> services, Question question)
    {
        var read = services.Select(service => (Service: service, Held: Held(service, question.Meaning))).ToList();
        var whole = read.Where(one => HoldsWhole(one.Service, one.Held, question.Meaning)).ToList();
        var suiting = whole.Where(one => Suits(one.Service, question, null)).ToList();
        var (matched, isPartial) = (whole, false);
        if (suiting.Count == 0 && !question.Meaning.IsEverything)
        {
            var some = read.Where(one => one.Held.Values.Sum() > 0 && !HoldsExcluded(one.Service, question.Meaning)).ToList();
            var best = some.Where(one => Suits(one.Service, question, null)).Select(one => one.Held.Values.Sum()).DefaultIfEmpty().Max();
            matched = some.Where(one => one.Held.Values.Sum() >= Math.Ceiling(0.6 * best)).ToList();
            suiting = matched.Where(one => Suits(one.Service, question, null)).ToList();
            isPartial = suiting.Count > 0;
        }

        var languages = services.SelectMany(service => Tags(service, TagField.Language)).Append(IndexedLanguage.English)
            .Where(language => language != IndexedLanguage.Interpreted).Distinct().ToList();
        var facets = new Dictionary<(Facet, string), int>();
        foreach (var facet in Enum.GetValues<Facet>())
            foreach (var value in matched.Where(one => Suits(one.Service, question, facet)).SelectMany(one => ValuesOf(one.Service, question, facet, languages)))
                facets[(facet, value)] = facets.GetValueOrDefault((facet, value)) + 1;

        var bestScore = suiting.Select(one => one.Held.Values.Sum()).DefaultIfEmpty().Max();
        var ordered = suiting
            .OrderByDescending(one => bestScore == 0 ? 0 : Math.Ceiling(4.0 * one.Held.Values.Sum() / bestScore))
            .ThenBy(one => Has(one.Service, TagField.Status, "restricted"))
            .ThenByDescending(one => question.Wishes.Neighbourhood is { } own && (Has(one.Service, TagField.Serves, own) || Has(one.Service, TagField.StandsIn, own)))
            .ThenBy(one => StatusOf(one.Service, question) == CapacityStatus.Red)
            .ThenBy(one => BandOf(MetresTo(one.Service, question)))
            .ThenBy(one => SlotOf(one.Service, question) is { } slot ? (long)(slot - question.Now).TotalMinutes : long.MaxValue)
            .ThenBy(one => MetresTo(one.Service, question) ?? double.MaxValue)
            .ThenByDescending(one => one.Held.Values.Sum())
            .ThenBy(one => one.Service, Comparer<IndexedService>.Create((a, b) => NameOrder.Compare(a.Name, a.Id, b.Name, b.Id)));
        return ([.. ordered.Select(one => one.Service.Id)], isPartial, facets);
    }

    // For each unit that the service holds: what its first form that stands there counts.
    private static Dictionary<int, int> Held(IndexedService service, Meaning meaning)
    {
        var lengths = Impact.LengthsOf(service.Words);
        var impacts = service.Words.ToDictionary(word => word.Text, word => Impact.Of(word, lengths));
        var held = new Dictionary<int, int>();
        for (var unit = 0; unit < meaning.Units.Count; unit++)
        {
            if (meaning.Units[unit].Forms.FirstOrDefault(form => form.Stems.All(stem => impacts.ContainsKey(stem.Stem))) is { } form)
                held[unit] = form.Stems.Sum(stem => impacts[stem.Stem] * stem.Weight) / form.Stems.Count;
        }

        return held;
    }

    private static bool HoldsWhole(IndexedService service, Dictionary<int, int> held, Meaning meaning) =>
        meaning.IsEverything || meaning.Branches.Any(branch =>
        {
            var needed = branch.Units.Where(unit => !meaning.Units[unit].MayLack).ToList();
            return (needed.Count > 0 ? needed : branch.Units).All(held.ContainsKey)
                && !branch.Excluded.Any(stem => service.Words.Any(word => word.Text == stem));
        });

    private static bool HoldsExcluded(IndexedService service, Meaning meaning) =>
        meaning.Branches.SelectMany(branch => branch.Excluded).Any(stem => service.Words.Any(word => word.Text == stem));

    private static bool Suits(IndexedService service, Question question, Facet? but)
    {
        var wishes = question.Wishes;
        return (wishes.Status is { } status ? Has(service, TagField.Status, status) : Wishes.UsualStatuses.Any(usual => Has(service, TagField.Status, usual)))
            && (wishes.Need is not { } need || Has(service, TagField.Need, need))
            && (wishes.AgeYears is not { } age || (service.AgeFrom <= age && age <= service.AgeTo))
            && (wishes.Sex is not { } sex || HasOrNone(service, TagField.Sex, sex))
            && (wishes.Practice is not { } practice || HasOrNone(service, TagField.Practice, practice))
            && (wishes.FreeBefore is not { } before || SlotOf(service, question) < before)
            && (wishes.WithinMetres is not { } within || MetresTo(service, question) <= within)
            && (but == Facet.Category || wishes.Category is not { } category || Has(service, TagField.Category, category))
            && (but == Facet.Delivery || wishes.Delivery is not { } delivery || Has(service, TagField.Delivery, delivery))
            && (but == Facet.Neighbourhood || Serves(service, wishes.Neighbourhood, wishes.District))
            && (but == Facet.Language || wishes.Language is not { } language || Speaks(service, language))
            && (but == Facet.Accessibility || wishes.Accessibility is not { } access || Has(service, TagField.Accessibility, access))
            && (but == Facet.Bookable || wishes.Bookable is not { } bookable || Has(service, TagField.Bookable, bookable ? "true" : "false"))
            && (but == Facet.OpenNow || wishes.OpenAt is not { } at || IsOpen(service, at) == !wishes.Closed)
            && (but == Facet.Capacity || wishes.Capacity is not { } capacity || StatusOf(service, question) == capacity);
    }

    private static IEnumerable<string> ValuesOf(IndexedService service, Question question, Facet facet, List<string> languages) => facet switch
    {
        Facet.Category => Tags(service, TagField.Category),
        Facet.Delivery => Tags(service, TagField.Delivery),
        Facet.Accessibility => Tags(service, TagField.Accessibility),
        Facet.Bookable => Tags(service, TagField.Bookable),
        Facet.Neighbourhood => question.Neighbourhoods.Where(code => Serves(service, code, question.Wishes.District)),
        Facet.Language => languages.Where(language => Speaks(service, language)),
        Facet.Capacity => [StatusOf(service, question).Word()],
        Facet.OpenNow => IsOpen(service, question.Wishes.OpenAt ?? question.Now) is { } open ? [open ? "true" : "false"] : [],
        _ => [],
    };

    private static bool? IsOpen(IndexedService service, DateTimeOffset at) => service.Hours is { } hours
        ? new OpeningTimes(JsonColumn.ReadList<OpeningHours>(hours.Hours), [], hours.OnBankHolidays, new HashSet<DateOnly>()).IsOpenAt(at)
        : null;

    private static CapacityStatus StatusOf(IndexedService service, Question question) => service switch
    {
        { Reported: { } said } when said.ExpiresAt > question.Now => Enum.Parse<CapacityStatus>(said.Level.ToString()),
        { Diary.Exhausted: true } => CapacityStatus.Red,
        _ => CapacityStatus.Unknown,
    };

    private static DateTimeOffset? SlotOf(IndexedService service, Question question)
    {
        var slots = service.NextSlots.Where(slot => slot.Neighbourhood == (question.Wishes.Neighbourhood ?? "") && slot.StartsAt > question.Now);
        return slots.Select(slot => (DateTimeOffset?)slot.StartsAt).FirstOrDefault();
    }

    // The haversine formula, as it stands in every textbook.
    private static double? MetresTo(IndexedService service, Question question)
    {
        if (question.Viewpoint is not { Latitude: { } latitude, Longitude: { } longitude }) return null;

        return service.Sites.Where(site => site.Latitude is not null).Select(site =>
        {
            var (from, to) = (double.DegreesToRadians(latitude), double.DegreesToRadians(site.Latitude!.Value));
            var half = double.DegreesToRadians(site.Longitude!.Value - longitude) / 2;
            var a = Math.Pow(Math.Sin((to - from) / 2), 2) + (Math.Cos(from) * Math.Cos(to) * Math.Pow(Math.Sin(half), 2));
            return (double?)Math.Round(2 * EarthRadiusMetres * Math.Asin(Math.Sqrt(a)));
        }).Min();
    }

    private static int BandOf(double? metres) => metres switch
    {
        null => 15,
        < 1_000 => 0,
        < 2_000 => 1,
        < 5_000 => 2,
        < 10_000 => 3,
        < 20_000 => 4,
        < 50_000 => 5,
        _ => 6,
    };

    private static bool Speaks(IndexedService service, string language) =>
        Has(service, TagField.Language, language) || Has(service, TagField.Language, IndexedLanguage.Interpreted)
        || (language == IndexedLanguage.English && !Tags(service, TagField.Language).Any());

    private static bool Serves(IndexedService service, string? neighbourhood, string? district) =>
        (neighbourhood is not null && Has(service, TagField.Serves, neighbourhood))
        || (district is not null && Has(service, TagField.Catchment, district))
        || ((neighbourhood is null || !Tags(service, TagField.Serves).Any()) && (district is null || !Tags(service, TagField.Catchment).Any()));

    private static bool HasOrNone(IndexedService service, TagField field, string tag) => Has(service, field, tag) || !Tags(service, field).Any();

    private static bool Has(IndexedService service, TagField field, string tag) => Tags(service, field).Contains(tag);

    private static IEnumerable<string> Tags(IndexedService service, TagField field) => service.Tags.Where(tag => tag.Field == field).Select(tag => tag.Tag);
}
