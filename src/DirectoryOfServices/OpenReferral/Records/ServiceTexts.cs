using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>What the standard has only texts for: for whom a service is, and how somebody comes to it.</summary>
internal static class ServiceTexts
{
    public static string? ForWhom(CareService service) => Sentences(
        service.EligibleSex switch
        {
            EligibleSex.Female => "For women and girls.",
            EligibleSex.Male => "For men and boys.",
            null => null,
        },
        service.Conditions.Count > 0 ? $"For people with: {string.Join(", ", service.Conditions)}." : null,
        service.Practices.Count > 0 ? "Only for people who are registered with certain GP practices." : null,
        service.NeedsCareActEligibility ? "Needs must be eligible under the Care Act 2014; the council assesses them." : null,
        service.EligibilityNotes);

    public static string? HowToApply(CareService service) => Sentences(
        service.ReferralMethod is { } method ? Stopped(method) : null,
        service.ReferralRoutes.Count > 0 ? $"Who may refer: {Listed(service.ReferralRoutes.Select(OwnTaxonomy.RouteName))}." : null,
        service.ReferralChannels.Count > 0 ? $"How: {Listed(service.ReferralChannels.Select(Channel))}." : null);

    private static string Channel(ReferralChannel channel) => channel switch
    {
        ReferralChannel.Booking => "by a booking",
        ReferralChannel.Electronic => "by electronic referral",
        ReferralChannel.Telephone => "by telephone",
        ReferralChannel.Email => "by secure e-mail",
        ReferralChannel.OnlineForm => "by a form online",
        ReferralChannel.Letter => "by letter",
        ReferralChannel.WalkIn => "by coming in",
    };

    private static string Listed(IEnumerable<string> words) => string.Join("; ", words.Select((word, at) => at == 0 ? word : Lowered(word)));

    private static string Lowered(string word) => $"{char.ToLowerInvariant(word[0])}{word[1..]}";

    private static string Stopped(string text) => text.EndsWith('.') ? text : $"{text}.";

    private static string? Sentences(params string?[] sentences)
    {
        var said = string.Join(' ', sentences.Where(sentence => !string.IsNullOrWhiteSpace(sentence)));
        return said.Length > 0 ? said : null;
    }
}
