using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>A list of our own that every entry is sorted by, told as a taxonomy beside those that the place keeps.</summary>
internal sealed record OwnTaxonomy(Guid Id, string Name, string Description, string LinkType, IReadOnlyList<OwnTerm> Terms)
{
    private static readonly Guid Space = DerivedId.Of(DerivedId.Space, "taxonomies");

    public static readonly OwnTaxonomy Categories = Of<ServiceCategory>("categories", "Kinds of care",
        "What a service is, in the categories that the place plans in.", "service_category", CategoryName, CategoryDescription);

    public static readonly OwnTaxonomy Deliveries = Of<Delivery>("deliveries", "Ways of attending",
        "How care reaches the person.", "attending_type", DeliveryName, value => $"Care that is given {DeliveryPhrase(value)}.");

    public static readonly OwnTaxonomy Routes = Of<ReferralRoute>("referral-routes", "Who may refer",
        "Who may refer somebody to the service.", "referral_route", RouteName, value => $"{RouteName(value)} may refer somebody.");

    public static readonly IReadOnlyList<OwnTaxonomy> All = [Categories, Deliveries, Routes];

    public static IEnumerable<(OwnTaxonomy Taxonomy, OwnTerm Term)> TermsOf(CareService service) =>
    [
        (Categories, Categories.TermOf(service.Category)),
        .. service.Delivery.Select(value => (Deliveries, Deliveries.TermOf(value))),
        .. service.ReferralRoutes.Select(value => (Routes, Routes.TermOf(value))),
    ];

    public static (OwnTaxonomy Taxonomy, OwnTerm Term)? Find(Guid termId) =>
        All.SelectMany(taxonomy => taxonomy.Terms, (taxonomy, term) => (taxonomy, term))
            .Cast<(OwnTaxonomy, OwnTerm Term)?>().FirstOrDefault(pair => pair?.Term.Id == termId);

    public static string DeliveryName(Delivery delivery) => delivery switch
    {
        Delivery.InPerson => "In person",
        Delivery.Home => "At home",
        Delivery.Telephone => "By telephone",
        Delivery.Video => "By video",
        Delivery.Online => "Online",
    };

    public static string RouteName(ReferralRoute route) => route switch
    {
        ReferralRoute.SelfReferral => "The person or their family",
        ReferralRoute.GeneralPractice => "A GP or the practice",
        ReferralRoute.HealthProfessional => "A health professional",
        ReferralRoute.SocialCare => "Social care",
        ReferralRoute.School => "A school or nursery",
        ReferralRoute.VoluntarySector => "A charity or community group",
        ReferralRoute.AnyProfessional => "Anybody who works with the person",
    };

    private OwnTerm TermOf<TEnum>(TEnum value) where TEnum : struct, Enum => Terms.Single(term => term.Code == value.Word());

    private static OwnTaxonomy Of<TEnum>(
        string code, string name, string description, string linkType, Func<TEnum, string> nameOf, Func<TEnum, string> describe)
        where TEnum : struct, Enum
    {
        var id = DerivedId.Of(Space, code);
        return new(id, name, description, linkType,
            [.. Enum.GetValues<TEnum>().Select(v => new OwnTerm(DerivedId.Of(id, "term", v.Word()), v.Word(), nameOf(v), describe(v)))]);
    }

    private static string DeliveryPhrase(Delivery delivery) => delivery switch
    {
        Delivery.InPerson => "at a site",
        Delivery.Home => "in the person's home",
        Delivery.Telephone => "by telephone",
        Delivery.Video => "by video",
        Delivery.Online => "to be used by oneself, online",
    };

    internal static string CategoryName(ServiceCategory category) => category switch
    {
        ServiceCategory.Outpatient => "Outpatient clinics",
        ServiceCategory.Diagnostic => "Tests and scans",
        ServiceCategory.SameDayEmergencyCare => "Same-day emergency care",
        ServiceCategory.DayCase => "Day cases",
        ServiceCategory.CommunityHealth => "Community health",
        ServiceCategory.AdultSocialCare => "Adult social care",
        ServiceCategory.ChildrensSocialCare => "Children's social care",
        ServiceCategory.MentalHealthAndLearningDisability => "Mental health and learning disability",
        ServiceCategory.VoluntarySector => "Voluntary sector",
        ServiceCategory.EarlyHelp => "Early help",
        ServiceCategory.StayingWell => "Staying well",
        ServiceCategory.GeneralPractice => "General practice",
        ServiceCategory.UrgentCare => "Urgent care",
    };

    private static string CategoryDescription(ServiceCategory category) => category switch
    {
        ServiceCategory.Outpatient => "Specialist clinics without a stay.",
        ServiceCategory.Diagnostic => "Tests, scans and screening.",
        ServiceCategory.SameDayEmergencyCare => "Assessment and treatment within the day instead of an admission.",
        ServiceCategory.DayCase => "Planned procedures without a night's stay.",
        ServiceCategory.CommunityHealth => "Nursing, therapy and clinics close to home.",
        ServiceCategory.AdultSocialCare => "Care and support for adults.",
        ServiceCategory.ChildrensSocialCare => "Care and protection of children.",
        ServiceCategory.MentalHealthAndLearningDisability => "Mental health and learning disability.",
        ServiceCategory.VoluntarySector => "Charities and community groups.",
        ServiceCategory.EarlyHelp => "Help before a need grows.",
        ServiceCategory.StayingWell => "Prevention and wellbeing.",
        ServiceCategory.GeneralPractice => "GP practices.",
        ServiceCategory.UrgentCare => "Out of hours, walk-in and urgent care.",
    };
}

/// <summary>One term of such a list; its code is the word that our own API has for it.</summary>
internal sealed record OwnTerm(Guid Id, string Code, string Name, string Description);
