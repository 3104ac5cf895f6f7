using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>Says why a service stands where it does, in the order in which that counts.</summary>
internal static class Reasons
{
    private static readonly (WordPlaces Place, string Code, string Where)[] Places =
    [
        (WordPlaces.Name, "words.name", "in its name"),
        (WordPlaces.Keywords, "words.keywords", "among its keywords"),
        (WordPlaces.Description, "words.description", "in its description"),
        (WordPlaces.Places, "words.provider", "in the name of its provider or site"),
    ];

    public static IEnumerable<Reason> Of(Hit hit, Question question, IReadOnlyDictionary<string, string> spellings)
    {
        var (segment, document) = (hit.Segment, hit.Document);
        foreach (var reason in OfWords(hit, question.Meaning, spellings)) yield return reason;

        if (segment.Of(TagField.Status)["restricted"]?.Has(document) == true)
            yield return new("booking.restricted", "A quality restriction stands: nobody may be booked in at present.");
        else if (segment.Of(TagField.Status)["active"]?.Has(document) == true && segment.Of(TagField.Bookable)["true"]?.Has(document) == true)
            yield return new("booking.open", "May be booked.");

        if (question.Wishes.Neighbourhood is { } own)
        {
            if (segment.Of(TagField.Serves)[own]?.Has(document) == true) yield return new("neighbourhood.serves", "For people of this neighbourhood.");
            else if (segment.Of(TagField.StandsIn)[own]?.Has(document) == true) yield return new("neighbourhood.own", "In this neighbourhood.");
        }

        if (OfCapacity(segment, document, question.Now) is { } capacity) yield return capacity;
        if (NextSlot(hit, question) is { } slot)
            yield return new("slot.next", FormattableString.Invariant($"Next free slot on {LondonTime.ToLondon(slot):d MMMM 'at' HH:mm}."));
        if (hit.Metres is { } metres) yield return new("distance", DistanceText(metres));
    }

    /// <summary>The next slot for the person's neighbourhood, or for anybody; null where none is known to come.</summary>
    public static DateTimeOffset? NextSlot(Hit hit, Question question) =>
        hit.Segment.SlotsFor(question.Wishes.Neighbourhood)?[hit.Document] is { } ticks && ticks > question.Now.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    private static IEnumerable<Reason> OfWords(Hit hit, Meaning meaning, IReadOnlyDictionary<string, string> spellings)
    {
        var found = meaning.Units.Select(unit => (unit.Written, unit.MayLack, Form: FormIn(hit, unit))).ToList();
        var held = found.Where(one => one.Form is not null).Select(one => (one.Written, Form: one.Form!, Place: PlaceOf(hit, one.Form!))).ToList();
        foreach (var (place, code, where) in Places)
        {
            var words = held.Where(one => one.Place == place && one.Form.Kind == FormKind.Written).Select(one => $"“{one.Written}”").ToList();
            if (words.Count > 0) yield return new(code, $"{Listed(words)} {(words.Count == 1 ? "stands" : "stand")} {where}.");
        }

        foreach (var (written, form, _) in held.Where(one => one.Form.Kind != FormKind.Written).DistinctBy(one => one.Form.Stems[0].Stem))
        {
            var meant = string.Join(' ', form.Stems.Select(stem => spellings.GetValueOrDefault(stem.Stem, stem.Stem)));
            yield return form.Kind == FormKind.Corrected
                ? new("words.corrected", $"“{written}” was read as “{meant}”.")
                : new("words.synonym", $"“{written}” can mean “{meant}” here.");
        }

        // Whoever wrote "or" misses nothing where one of the ways is there, and words around what somebody means are nobody's lack.
        if (meaning.Branches.Any(branch => branch.Units.All(unit => found[unit].Form is not null || found[unit].MayLack))) yield break;

        var missing = found.Where(one => one.Form is null && !one.MayLack).Select(one => $"“{one.Written}”").ToList();
        if (held.Count > 0 && missing.Count > 0) yield return new("words.missing", $"{Listed(missing)} {(missing.Count == 1 ? "is" : "are")} not mentioned.");
    }

    private static WordForm? FormIn(Hit hit, MeaningUnit unit) =>
        unit.Forms.FirstOrDefault(form => form.Stems.All(stem => hit.Segment.Terms.Of(stem.Stem).PlacesIn(hit.Document) != WordPlaces.None));

    // The place that counts most of those in which the form's first word stands.
    private static WordPlaces PlaceOf(Hit hit, WordForm form)
    {
        var places = hit.Segment.Terms.Of(form.Stems[0].Stem).PlacesIn(hit.Document);
        return places & (WordPlaces)(-(int)places);
    }

    private static Reason? OfCapacity(Segment segment, int document, DateTimeOffset now) =>
        CapacityView.StatusOf(segment.ReportedOf(document), segment.DiaryOf(document), now) switch
        {
            CapacityStatus.Green => new("capacity.green", "Has room."),
            CapacityStatus.Amber => new("capacity.amber", "Under pressure: expect to wait."),
            CapacityStatus.Red => new("capacity.red", "No room at present."),
            CapacityStatus.Unknown => null,
        };

    private static string DistanceText(int metres) => metres < 1_000
        ? FormattableString.Invariant($"{metres} metres away.")
        : FormattableString.Invariant($"{metres / 1_000.0:0.0} km away.");

    private static string Listed(List<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}
