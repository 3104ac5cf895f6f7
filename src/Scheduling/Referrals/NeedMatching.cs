using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>Whether a need is met. <c>Arranged</c>: not there by itself, somebody has to see to it.</summary>
public enum NeedMet { Yes, Arranged, No, Unknown }

/// <summary>A need, by its word, and what stands in the directory about it, in plain English.</summary>
public sealed record NeedMatch(string Need, NeedMet Met, string Text);

/// <summary>Sets a person's needs against what the directory says of the service and of the place of care.</summary>
/// <remarks>Nothing is refused for it: who books sees what is lacking, and sees to it or looks for another place. What nobody has said is unknown, not no.</remarks>
internal static class NeedMatching
{
    private const string SignLanguage = "bfi";

    /// <summary>The needs of a referral; without a place those that hang on it are unknown.</summary>
    public static IReadOnlyList<NeedMatch> Of(NeedsEntry needs, CareService? service, Site? site, Delivery? delivery)
    {
        var matches = new List<NeedMatch>();
        if (needs.InterpreterLanguage is { } language) matches.Add(Spoken(language, "interpreter", service));
        matches.AddRange((needs.Access ?? []).Distinct().Select(need => Met(need, service, site, delivery)));
        return matches;
    }

    private static NeedMatch Met(AccessNeed need, CareService? service, Site? site, Delivery? delivery) => need switch
    {
        AccessNeed.BritishSignLanguage => site?.Has("britishSignLanguage") is true
            ? new("britishSignLanguage", NeedMet.Yes, "British Sign Language is used there.")
            : Spoken(SignLanguage, "britishSignLanguage", service),
        AccessNeed.HomeVisit => new("homeVisit",
            delivery switch { Delivery.Home => NeedMet.Yes, null => NeedMet.Unknown, _ => NeedMet.No },
            delivery switch { Delivery.Home => "The person is seen at home.", null => "It hangs on the time.", _ => "The person is not seen at home." }),
        AccessNeed.Chaperone => new("chaperone", NeedMet.Arranged, "The team sees to a chaperone."),
        AccessNeed.LargePrint => new("largePrint", NeedMet.Yes, "Letters come in large print."),
        AccessNeed.EasyRead => AtSite("easyRead", "easyRead", "Easy read", site, delivery),
        AccessNeed.WheelchairAccess => AtSite("wheelchairAccess", "wheelchairAccessible", "Wheelchair access", site, delivery),
        AccessNeed.HearingLoop => AtSite("hearingLoop", "hearingLoop", "A hearing loop", site, delivery),
        AccessNeed.QuietRoom => AtSite("quietRoom", "quietSpace", "A quiet room", site, delivery),
    };

    private static NeedMatch Spoken(string language, string need, CareService? service)
    {
        if (service?.Languages is not { } spoken) return new(need, NeedMet.Unknown, "Nobody has said which languages are spoken.");
        if (spoken.Any(tag => IsOf(tag, language))) return new(need, NeedMet.Yes, "The language is spoken there.");
        return service.Interpreting is true
            ? new(need, NeedMet.Arranged, "An interpreter can be booked.")
            : new(need, NeedMet.No, "The language is not spoken there, and nothing is interpreted.");
    }

    // Who speaks Bengali speaks it whatever the region or script that the tag adds.
    private static bool IsOf(string tag, string language) =>
        string.Equals(tag.Split('-')[0], language.Split('-')[0], StringComparison.OrdinalIgnoreCase);

    private static NeedMatch AtSite(string need, string feature, string name, Site? site, Delivery? delivery)
    {
        if (delivery is not null and not Delivery.InPerson) return new(need, NeedMet.Yes, "Nobody has to come anywhere.");
        if (site?.Accessibility is not { } features) return new(need, NeedMet.Unknown, "Nobody has said what the place offers.");
        return features.Contains(feature)
            ? new(need, NeedMet.Yes, $"{name}: yes, there.")
            : new(need, NeedMet.No, $"{name}: not there.");
    }
}
