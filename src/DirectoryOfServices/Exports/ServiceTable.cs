using System.Globalization;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>One column of the table of services: how a service's record stands in it, and which member of a request a cell of it makes.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Member">The member of the request; two columns may make one, of which the first wins.</param>
/// <param name="Write">The cell of a service; empty where nothing is said.</param>
/// <param name="Read">The member's value of a cell that is not empty; null takes the member for absent.</param>
internal sealed record ServiceColumn(
    string Name, string Member, Func<ExportedService, string> Write, Func<string, ServiceReferences, JsonNode?> Read);

/// <summary>The table in which services leave and enter the directory as CSV: one list of columns for both ways.</summary>
internal static class ServiceTable
{
    public const string IdColumn = "id";
    public const string ExternalIdColumn = "external_id";

    public static readonly IReadOnlyList<ServiceColumn> Columns =
    [
        Text("name", "name", r => r.Name),
        Text("description", "description", r => r.Description),
        Word<ServiceCategory>("category", "category", r => r.Category),
        new("provider", "providerId", e => $"{e.Record.ProviderId}", (cell, known) => known.OrganisationOf(cell)),
        new("provider_name", "providerId", e => e.ProviderName, (cell, known) => known.OrganisationNamed(cell)),
        new("sites", "siteIds", e => Ids(e.Record.SiteIds), (cell, known) => List(cell, known.SiteOf)),
        new("site_names", "siteIds", e => Texts(e.SiteNames), (cell, known) => List(cell, known.SiteNamed)),
        Words("delivery", "delivery", r => r.Delivery),
        YesNo("digital_first", "digitalFirst", r => r.DigitalFirst),
        TextList("neighbourhoods", "neighbourhoodCodes", r => r.NeighbourhoodCodes),
        TextList("catchment_districts", "catchmentDistricts", r => r.CatchmentDistricts),
        Number("minimum_age", "minimumAgeYears", r => r.MinimumAgeYears),
        Number("maximum_age", "maximumAgeYears", r => r.MaximumAgeYears),
        Word<EligibleSex>("eligible_sex", "eligibleSex", r => r.EligibleSex),
        TextList("conditions", "conditions", r => r.Conditions),
        new("practices", "practiceIds", e => Ids(e.Record.PracticeIds), (cell, known) => List(cell, known.OrganisationOf)),
        YesNo("care_act_eligibility", "needsCareActEligibility", r => r.NeedsCareActEligibility),
        Text("eligibility_notes", "eligibilityNotes", r => r.EligibilityNotes),
        Things("opening_hours", "openingHours", r => r.OpeningHours, HoursText.Write, HoursText.Read),
        Things("opening_exceptions", "openingExceptions", r => r.OpeningExceptions, PartsText.Write, PartsText.ReadException),
        Word<BankHolidayRule>("on_bank_holidays", "onBankHolidays", r => r.OnBankHolidays),
        TextList("languages", "languages", r => r.Languages),
        YesNo("interpreting", "interpreting", r => r.Interpreting),
        Things("costs", "costs", r => r.Costs, PartsText.Write, PartsText.ReadCost),
        Words("referral_routes", "referralRoutes", r => r.ReferralRoutes),
        Words("referral_channels", "referralChannels", r => r.ReferralChannels),
        Text("referral_method", "referralMethod", r => r.ReferralMethod),
        Things("contacts", "contacts", r => r.Contacts, PartsText.Write, PartsText.ReadContact),
        Things("connection_points", "connectionPoints", r => r.ConnectionPoints, PartsText.Write, PartsText.ReadConnectionPoint),
        new("terms", "termIds", e => Ids(e.Record.TermIds), (cell, known) => List(cell, known.TermOf)),
        Text("accreditations", "accreditations", r => r.Accreditations),
        Text("alert", "alert", r => r.Alert),
        Text("telephone", "telephone", r => r.Telephone),
        Text("url", "url", r => r.Url),
        Text("email", "email", r => r.Email),
        TextList("keywords", "keywords", r => r.Keywords),
        YesNo("bookable", "bookable", r => r.Bookable),
        Number("tariff_pence", "tariffPence", r => r.TariffPence),
        new("status", "status", e => e.Status.Word(), (cell, _) => ReadWord<RecordStatus>(cell)),
        Date("assured_on", "assuredOn", r => r.AssuredOn),
        Text("assured_by", "assuredBy", r => r.AssuredBy),
        Text("assurer_email", "assurerEmail", r => r.AssurerEmail),
        YesNo("demonstration", "isDemonstration", r => r.IsDemonstration),
    ];

    /// <summary>The headings of an export.</summary>
    public static IEnumerable<string> Headings => Columns.Select(c => c.Name).Prepend(IdColumn);

    public static IEnumerable<string> Row(ExportedService service) => Columns.Select(c => c.Write(service)).Prepend($"{service.Id.Value}");

    /// <summary>The column that speaks of a member, for whoever tells what is wrong with it.</summary>
    public static string? ColumnOf(string member) => Columns.FirstOrDefault(c => c.Member == member)?.Name;

    private static ServiceColumn Text(string name, string member, Func<ServiceRecord, string?> of) =>
        new(name, member, e => of(e.Record) ?? string.Empty, (cell, _) => cell);

    private static ServiceColumn Number<T>(string name, string member, Func<ServiceRecord, T?> of) where T : struct, IFormattable =>
        new(name, member, e => of(e.Record)?.ToString(null, CultureInfo.InvariantCulture) ?? string.Empty, (cell, _) =>
            long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && (typeof(T) == typeof(long) || number is >= int.MinValue and <= int.MaxValue)
                ? JsonValue.Create(number)
                : throw new UnreadableCellException("It must be a whole number."));

    private static ServiceColumn YesNo(string name, string member, Func<ServiceRecord, bool> of) =>
        new(name, member, e => of(e.Record) ? "yes" : "no", (cell, _) => cell.ToLowerInvariant() switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => throw new UnreadableCellException("It must be yes or no."),
        });

    private static ServiceColumn Date(string name, string member, Func<ServiceRecord, DateOnly?> of) => new(
        name, member, e => of(e.Record) is { } date ? DateText.Write(date) : string.Empty, (cell, _) => DateText.Write(DateText.Read(cell)));

    private static ServiceColumn Word<T>(string name, string member, Func<ServiceRecord, T?> of) where T : struct, Enum =>
        new(name, member, e => of(e.Record)?.Word() ?? string.Empty, (cell, _) => ReadWord<T>(cell));

    private static ServiceColumn Words<T>(string name, string member, Func<ServiceRecord, IReadOnlyList<T>> of) where T : struct, Enum => new(
        name, member, e => ListText.Join(of(e.Record).Select(word => word.Word())), (cell, _) => List(cell, word => JsonValue.Create(ReadWord<T>(word))));

    private static ServiceColumn TextList(string name, string member, Func<ServiceRecord, IReadOnlyList<string>> of) =>
        new(name, member, e => Texts(of(e.Record)), (cell, _) => List(cell, text => JsonValue.Create(text)));

    private static ServiceColumn Things<T>(
        string name, string member, Func<ServiceRecord, IReadOnlyList<T>> of, Func<T, string> write, Func<string, T> read) =>
        new(name, member, e => ListText.Join(of(e.Record).Select(write)),
            (cell, _) => new JsonArray([.. ListText.Split(cell).Select(thing => RecordJson.Node(read(thing)))]));

    private static string Ids(IEnumerable<Guid> ids) => string.Join("; ", ids);

    private static string Texts(IEnumerable<string> texts) => ListText.Join(texts.Select(ListText.Write));

    private static JsonArray List(string cell, Func<string, JsonNode?> read) =>
        new([.. ListText.Split(cell).Select(thing => read(ListText.Read(thing)))]);

    private static string ReadWord<T>(string cell) where T : struct, Enum => Enum.GetValues<T>().Select(value => value.Word())
        .FirstOrDefault(word => string.Equals(word, cell, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnreadableCellException($"It must be one of {string.Join(", ", Enum.GetValues<T>().Select(value => value.Word()))}.");
}
