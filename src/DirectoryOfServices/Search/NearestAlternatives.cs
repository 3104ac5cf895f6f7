using IntegratedCare.DirectoryOfServices.Search.Index;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>What comes nearest where nothing suits: services that miss one wish, then services that miss more, then the place's general help.</summary>
/// <remarks>
/// Wishes are given up in the order in which people can most easily do without. Whom a service is for comes last, and is said like all the
/// others: nobody is sent to a service for other ages unawares.
/// </remarks>
internal static class NearestAlternatives
{
    public const int CountMax = 5;

    /// <summary>Words that general help is found by; a place says more exactly with a synonym for the first two.</summary>
    public const string GeneralHelp = "general help or information or advice or signposting or link worker";

    private const string Words = "search";

    private static readonly (string Name, string Text, Func<Wishes, bool> Asked, Func<Wishes, Wishes> Without)[] Wish =
    [
        ("openNow", "Not closed at the time asked for.", w => w.Closed, w => w with { OpenAt = null, Closed = false }),
        ("openAt", "Not open at the time asked for.", w => w.OpenAt is not null && !w.Closed, w => w with { OpenAt = null }),
        ("capacity", "Not known to have the room asked for.", w => w.Capacity is not null, w => w with { Capacity = null }),
        ("freeBefore", "No slot known to be free in time.", w => w.FreeBefore is not null, w => w with { FreeBefore = null }),
        ("withinMetres", "Further away.", w => w.WithinMetres is not null, w => w with { WithinMetres = null }),
        ("bookable", "Reached in another way than asked for.", w => w.Bookable is not null, w => w with { Bookable = null }),
        ("delivery", "Given in another way than asked for.", w => w.Delivery is not null, w => w with { Delivery = null }),
        ("category", "Another kind of care.", w => w.Category is not null, w => w with { Category = null }),
        ("need", "Not listed under the need.", w => w.Need is not null, w => w with { Need = null }),
        ("language", "Not known to speak the language.", w => w.Language is not null, w => w with { Language = null }),
        ("accessibility", "Not known to have what was asked for.", w => w.Accessibility is not null, w => w with { Accessibility = null }),
        ("status", "Of another status.", w => w.Status is not null, w => w with { Status = null }),
        (
            "neighbourhood", "For people of another neighbourhood.", w => w.Neighbourhood is not null || w.District is not null,
            w => w with { Neighbourhood = null, District = null }),
        ("practice", "For people of another practice.", w => w.Practice is not null, w => w with { Practice = null }),
        ("ageYears", "For another age: check before you refer.", w => w.AgeYears is not null, w => w with { AgeYears = null }),
        ("sex", "For the other sex: check before you refer.", w => w.Sex is not null, w => w with { Sex = null }),
    ];

    /// <summary>Five at most; <c>generalHelp</c> is what <see cref="GeneralHelp"/> means here, null where no service is found by it.</summary>
    public static IReadOnlyList<NearestAlternative> Find(ServiceIndex index, Question question, bool wordsMeanNothing, Meaning? generalHelp)
    {
        var found = new Dictionary<Guid, NearestAlternative>();
        var asked = Wish.Where(wish => wish.Asked(question.Wishes)).ToList();
        if (!wordsMeanNothing)
        {
            foreach (var wish in asked) Add([wish.Name], wish.Text, question with { Wishes = wish.Without(question.Wishes) });
            if (asked.Count > 1) Add([.. asked.Select(w => w.Name)], "Meets the words alone.", question with { Wishes = new() });
        }

        if (!question.Meaning.IsEverything || wordsMeanNothing)
        {
            if (asked.Count > 0) Add([Words], "Meets everything but the words.", question with { Meaning = Meaning.Everything });
        }

        if (generalHelp is not null)
        {
            Add([Words], "General help, which may know more.", question with { Meaning = generalHelp });
            Add([Words, .. asked.Select(w => w.Name)], "General help, which may know more.", question with { Meaning = generalHelp, Wishes = new() });
        }

        Add([Words, .. asked.Select(w => w.Name)], "Meets none of the wishes; it is what the place has.", question with { Meaning = Meaning.Everything, Wishes = new() });
        return [.. found.Values];

        void Add(IReadOnlyList<string> relaxed, string text, Question other)
        {
            if (found.Count >= CountMax) return;
            foreach (var hit in IndexSearch.Run(index, other, skip: 0, take: CountMax, withFacets: false).Hits)
                if (found.Count < CountMax) found.TryAdd(hit.Id, new(relaxed, text, hit, other));
        }
    }
}

/// <summary>A service that does not meet every wish, and the question that it does answer.</summary>
internal sealed record NearestAlternative(IReadOnlyList<string> Relaxed, string Text, Hit Hit, Question Question);
