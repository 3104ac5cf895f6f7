using System.Runtime.Intrinsics;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Turns wishes into sets of a segment's documents.</summary>
internal sealed class SegmentFilter(LiveSegment live, Question question, Scratch scratch)
{
    private readonly Segment segment = live.Segment;
    private readonly Wishes wishes = question.Wishes;
    private int[]? metres;

    /// <summary>What must hold whatever is counted.</summary>
    public ulong[] Common()
    {
        var bits = scratch.Bits(segment.BitWords);
        live.Live.CopyTo(bits, 0);
        Keep(bits, TagField.Status, wishes.Status is { } status ? [status] : Wishes.UsualStatuses);
        if (wishes.Need is { } need) Keep(bits, TagField.Need, [need]);
        if (wishes.Sex is { } sex) Bits.And(bits.AsSpan(0, segment.BitWords), TaggedOrUntagged(TagField.Sex, sex));
        if (wishes.Practice is { } practice) Bits.And(bits.AsSpan(0, segment.BitWords), TaggedOrUntagged(TagField.Practice, practice));
        if (wishes.AgeYears is { } age) KeepAge(bits, (byte)age);
        if (wishes.FreeBefore is { } freeBefore) KeepFree(bits, freeBefore);
        if (wishes.WithinMetres is { } within) KeepNear(bits, within);
        return bits;
    }

    /// <summary>What is counted by, and must hold too.</summary>
    public List<(Facet Facet, ulong[] Bits)> Chosen()
    {
        var chosen = new List<(Facet, ulong[])>();
        if (wishes.Category is { } category) chosen.Add((Facet.Category, Tagged(TagField.Category, category)));
        if (wishes.Delivery is { } delivery) chosen.Add((Facet.Delivery, Tagged(TagField.Delivery, delivery)));
        if (wishes.Language is { } language) chosen.Add((Facet.Language, Speaking(language)));
        if (wishes.Accessibility is { } access) chosen.Add((Facet.Accessibility, Tagged(TagField.Accessibility, access)));
        if (wishes.Bookable is { } bookable) chosen.Add((Facet.Bookable, Tagged(TagField.Bookable, bookable ? "true" : "false")));
        if (wishes.Neighbourhood is not null || wishes.District is not null) chosen.Add((Facet.Neighbourhood, Serving()));
        if (wishes.Capacity is { } capacity) chosen.Add((Facet.Capacity, segment.CapacityAt(question.Now).Sets[(int)capacity]));
        if (wishes.OpenAt is not null) chosen.Add((Facet.OpenNow, wishes.Closed ? segment.Hours.At(question).Closed : segment.Hours.At(question).Open));
        return chosen;
    }

    /// <summary>Services whose people speak the language, or have it interpreted; where none is named, that is English.</summary>
    public ulong[] Speaking(string language)
    {
        var bits = language == IndexedLanguage.English ? TaggedOrUntagged(TagField.Language, language) : Tagged(TagField.Language, language);
        segment.Of(TagField.Language)[IndexedLanguage.Interpreted]?.AddTo(bits);
        return bits;
    }

    /// <summary>Services of the person's own neighbourhood: for it by name, or standing in it.</summary>
    public ulong[] Local()
    {
        var bits = scratch.Bits(segment.BitWords);
        if (wishes.Neighbourhood is not { } neighbourhood) return bits;

        segment.Of(TagField.Serves)[neighbourhood]?.AddTo(bits);
        segment.Of(TagField.StandsIn)[neighbourhood]?.AddTo(bits);
        return bits;
    }

    /// <summary>Metres to each site of the segment; null where nobody said from where.</summary>
    public int[]? Metres()
    {
        if (question.Viewpoint is not { Latitude: { } latitude, Longitude: { } longitude }) return null;
        if (metres is not null) return metres;

        metres = scratch.Numbers(segment.Sites.Count);
        segment.Sites.Measure(latitude, longitude, metres);
        return metres;
    }

    public ulong[] Tagged(TagField field, string tag)
    {
        var bits = scratch.Bits(segment.BitWords);
        segment.Of(field)[tag]?.AddTo(bits);
        return bits;
    }

    private ulong[] Serving()
    {
        var bits = scratch.Bits(segment.BitWords);
        segment.AddServing(bits.AsSpan(0, segment.BitWords), wishes.Neighbourhood, wishes.District);
        return bits;
    }

    private void Keep(Span<ulong> bits, TagField field, IReadOnlyList<string> tags)
    {
        var allowed = scratch.Bits(segment.BitWords);
        foreach (var tag in tags) segment.Of(field)[tag]?.AddTo(allowed);
        Bits.And(bits[..segment.BitWords], allowed);
    }

    private ulong[] TaggedOrUntagged(TagField field, string tag)
    {
        var bits = Tagged(field, tag);
        Bits.Or(bits.AsSpan(0, segment.BitWords), segment.Of(field).Untagged);
        return bits;
    }

    private void KeepAge(Span<ulong> bits, byte age)
    {
        var (from, to) = (segment.AgesFrom, segment.AgesTo);
        var wide = Vector512.Create(age);
        for (var word = 0; word < segment.BitWords; word++)
        {
            var start = word * Vector512<byte>.Count;
            if (start + Vector512<byte>.Count <= segment.Count)
            {
                bits[word] &= (Vector512.LessThanOrEqual(Vector512.Create(from.AsSpan(start)), wide)
                    & Vector512.GreaterThanOrEqual(Vector512.Create(to.AsSpan(start)), wide)).ExtractMostSignificantBits();
            }
            else
            {
                for (var document = start; document < segment.Count; document++)
                    if (age < from[document] || age > to[document]) Bits.Clear(bits, document);
            }
        }
    }

    private void KeepFree(Span<ulong> bits, DateTimeOffset before)
    {
        var slots = segment.SlotsFor(wishes.Neighbourhood);
        foreach (var document in Bits.Each(bits[..segment.BitWords]))
            if (slots is null || slots[document] <= question.Now.UtcTicks || slots[document] >= before.UtcTicks) Bits.Clear(bits, document);
    }

    private void KeepNear(Span<ulong> bits, int within)
    {
        var known = Metres();
        foreach (var document in Bits.Each(bits[..segment.BitWords]))
            if (known is null || segment.Sites.Nearest(document, known) > within) Bits.Clear(bits, document);
    }
}
