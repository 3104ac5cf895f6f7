using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.CareServices;

/// <summary>What more a row of <c>services.csv</c> may say of a service: for whom it is, how one comes to it, what it costs, what it is sorted by.</summary>
internal sealed record ServiceDetails(
    bool DigitalFirst, string? Sex, IReadOnlyList<string> Conditions, IReadOnlyList<string> Practices, bool CareAct, string? EligibilityNotes,
    IReadOnlyList<string> Catchment, string? OnBankHolidays, IReadOnlyList<string> Languages, bool Interpreting,
    IReadOnlyList<(string Option, long Pence)> Costs, IReadOnlyList<string> ReferralRoutes, IReadOnlyList<string> ReferralChannels,
    string? Accreditations, string? Alert, string? AssurerEmail, IReadOnlyList<string> Terms)
{
    private const int NotesLengthMax = 1_000;

    public static readonly string[] Columns =
    [
        "digital_first", "sex", "conditions", "practices", "care_act", "eligibility_notes", "catchment", "bank_holidays", "languages",
        "interpreting", "costs", "referral_routes", "referral_channels", "accreditations", "alert", "assurer_email", "terms",
    ];

    private static readonly string[] Routes =
        ["selfReferral", "generalPractice", "healthProfessional", "socialCare", "school", "voluntarySector", "anyProfessional"];

    private static readonly string[] Channels = ["booking", "electronic", "telephone", "email", "onlineForm", "letter", "walkIn"];

    public static ServiceDetails Read(CsvRow row) => new(
        DigitalFirst: row.OptionalYesNo("digital_first"),
        Sex: row.OptionalOneOf("sex", ["female", "male"]),
        Conditions: row.List("conditions"),
        Practices: row.List("practices"),
        CareAct: row.OptionalYesNo("care_act"),
        EligibilityNotes: row.OptionalText("eligibility_notes", NotesLengthMax),
        Catchment: row.PostcodeDistricts("catchment"),
        OnBankHolidays: row.OptionalOneOf("bank_holidays", ["closed", "asUsual"]),
        Languages: row.Languages("languages"),
        Interpreting: row.OptionalYesNo("interpreting"),
        Costs: row.Costs("costs"),
        ReferralRoutes: row.OptionalManyOf("referral_routes", Routes),
        ReferralChannels: row.OptionalManyOf("referral_channels", Channels),
        Accreditations: row.OptionalText("accreditations", NotesLengthMax),
        Alert: row.OptionalText("alert", NotesLengthMax),
        AssurerEmail: row.OptionalEmail("assurer_email"),
        Terms: row.List("terms"));
}
