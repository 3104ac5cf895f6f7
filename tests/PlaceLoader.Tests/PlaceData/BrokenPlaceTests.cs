using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Tests.PlaceData;

/// <summary>Each kind of mistake, made in a copy of Bury, is reported with its file, its line and its reason.</summary>
public sealed class BrokenPlaceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("place-");

    public BrokenPlaceTests()
    {
        foreach (var file in Directory.GetFiles(PlaceFolder.Find("bury")!))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("place.csv", 2, ",5,28,", ",0,28,", "hold_minutes is '0', not a whole number from 1 to 60")]
    [InlineData("place.csv", 2, ",5,28,", ",,28,", "hold_minutes is empty")]
    [InlineData("neighbourhoods.csv", 3, "zone-2", "zone-1", "the neighbourhood 'zone-1' is already at neighbourhoods.csv:2")]
    [InlineData("neighbourhoods.csv", 2, ",,,", ",9,3,", "population_from is more than population_to")]
    [InlineData("boards.csv", 2, "borough,", "borough,zone-1", "neighbourhood is filled for a neighbourhood board")]
    [InlineData("boards.csv", 3, "borough,", "neighbourhood,zone-9", "neighbourhood 'zone-9' is not in neighbourhoods.csv")]
    [InlineData("boards.csv", 3, "borough,", "parish,", "level is 'parish', not one of borough, neighbourhood")]
    [InlineData("organisations.csv", 2, "bury-council,", "bury council,", "code is 'bury council', not at most 40 letters")]
    [InlineData("organisations.csv", 2, ",active,,", ",closed,,", "closed_on is empty for a closed organisation")]
    [InlineData("organisations.csv", 2, ",active,,", ",active,,2020-01-01", "closed_on is filled and the organisation is active")]
    [InlineData("organisations.csv", 2, ",active,,", ",closed,2021-01-01,2020-01-01", "closed_on is before opened_on")]
    [InlineData("organisations.csv", 2, ",active,,", ",active,1 April 2020,", "opened_on is '1 April 2020', not a date")]
    [InlineData("organisations.csv", 2, "source 001 (locality plan of the borough)", "", "source is empty")]
    [InlineData("organisations.csv", 2, "council,,active", "council,X-1,active", "ods_code is 'X-1', not an ODS code")]
    [InlineData("neighbourhoods.csv", 3, "zone-2", "Zone-2", "code is 'Zone-2', not at most 40 small letters")]
    [InlineData("sites.csv", 2, "bury-local-care-organisation", "nobody", "organisation 'nobody' is not in organisations.csv")]
    [InlineData("sites.csv", 2, "BL9 0SW", "BL90SW", "postcode is 'BL90SW', not a postcode")]
    [InlineData("sites.csv", 2, "BL9 0SW,", "BL9 0SW,+44 161", "telephone is '+44 161', not a telephone number")]
    [InlineData("sites.csv", 2, "Town centre care hub; Knowsley Street; Bury", "", "address has 0 lines, not 1 to 6")]
    [InlineData("services.csv", 2, ",8200,", ",82.00,", "tariff_pence is '82.00', not a whole number")]
    [InlineData("services.csv", 2, ",home,", ",inPerson,", "sites is empty for a service given in person")]
    [InlineData("services.csv", 2, ",home,", ",carrier pigeon,", "delivery is 'carrier pigeon', not one of")]
    [InlineData("services.csv", 2, "adultSocialCare", "stayingWell", "no pooled programme pays stayingWell")]
    [InlineData("services.csv", 3, ",yes,", ",maybe,", "bookable is 'maybe', not one of yes, no")]
    [InlineData("services.csv", 3, "town-centre", "nowhere", "site 'nowhere' is not in sites.csv")]
    [InlineData("services.csv", 3, "active", "dormant", "a service that is dormant cannot be bookable")]
    [InlineData("services.csv", 4, ",no,,active", ",yes,,active", "no row of team-services.csv offers it")]
    [InlineData("services.csv", 6, "https://", "http://", "url is not an https address")]
    [InlineData("services.csv", 6, ",active,,,", ",active,2026-01-01,,", "assured_on and assured_by are filled together")]
    [InlineData("postcodes.csv", 2, "53.5910,-2.2980", "-2.2980,53.5910", "latitude is not a number of degrees")]
    [InlineData("postcodes.csv", 3, "BL9 7TD", "BL9 0SW", "the postcode 'BL9 0SW' is already at postcodes.csv:2")]
    [InlineData("teams.csv", 3, "discharge", "assessment", "the team has no members")]
    [InlineData("team-services.csv", 2, ",60", ",4", "appointment_minutes is '4', not a whole number from 5 to 240")]
    [InlineData("team-services.csv", 3, ",60", ",181", "no working time is as long as 181 minutes")]
    [InlineData("team-services.csv", 3, "discharge-to-assess", "green-car", "service 'green-car' is not bookable")]
    [InlineData("team-services.csv", 3, "discharge-to-assess", "magic", "service 'magic' is not in services.csv")]
    [InlineData("team-members.csv", 2, "bury-council", "nobody", "organisation 'nobody' is not in organisations.csv")]
    [InlineData("team-members.csv", 3, "reablement-2", "reablement-1", "the member 'home-first/reablement-1' is already at")]
    [InlineData("working-patterns.csv", 2, "reablement-1", "nurse-9", "team 'home-first' has no member 'nurse-9'")]
    [InlineData("working-patterns.csv", 2, "12:00", "08:00", "until is not after from")]
    [InlineData("working-patterns.csv", 2, "12:00", "noon", "until is not a time of day")]
    [InlineData("working-patterns.csv", 2, "monday", "moonday", "days is 'moonday', not one of monday")]
    [InlineData("working-patterns.csv", 5, "13:00", "11:30", "the working time overlaps working-patterns.csv:4")]
    [InlineData("working-patterns.csv", 2, ",home,", ",video,", "which is not given where and how this is worked")]
    [InlineData("working-patterns.csv", 5, "town-centre", "", "site is filled for work in person, and only for that")]
    [InlineData("working-patterns.csv", 5, ",inPerson,,", ",inPerson,2026-02-01,2026-01-01", "valid_to is before valid_from")]
    [InlineData("funds.csv", 3, "2026/27", "2026/28", "financial_year is '2026/28', whose halves do not follow")]
    [InlineData("funds.csv", 3, "release", "forget", "did_not_attend_rule is 'forget', not one of charge, release")]
    [InlineData("fund-partners.csv", 3, "bury-pool", "other-pool", "fund 'other-pool' is not in funds.csv")]
    [InlineData("fund-years.csv", 3, "2017/18", "2016/17", "the year 'bury-transformation-fund 2016/17' is already at")]
    [InlineData("published-reports.csv", 2, "2018-02", "2018-04", "period 2018-04 is not in 2017/18")]
    [InlineData("published-reports.csv", 2, "2018-02", "February", "period is 'February', not a month such as 2026-10")]
    [InlineData("published-reports.csv", 2, "bury-transformation-fund,", "nothing,", "fund 'nothing' is not in funds.csv")]
    [InlineData("published-reports.csv", 2, ",,,,", ",,,much,", "adverse_pence is 'much', not a whole number of pence")]
    [InlineData("published-report-parts.csv", 3, "locality-plan", "other", "report 'bury-transformation-fund/other' is not in published-reports.csv")]
    [InlineData("finance-contacts.csv", 2, "bury-council,", "nobody,", "organisation 'nobody' is not in organisations.csv")]
    [InlineData("finance-contacts.csv", 3, "bury-ccg,", "bury-council,", "the finance contact of 'bury-council' is already at finance-contacts.csv:2")]
    [InlineData("finance-contacts.csv", 2, "finance@", "finance", "email is 'financebury-council.example', not an email address")]
    [InlineData("ledger-settings.csv", 2, "12-31", "31-12", "notify_effects_by is '31-12', not a day of every year")]
    [InlineData("ledger-settings.csv", 2, "02-28", "02-29", "agree_budget_by is '02-29', not a day of every year")]
    [InlineData("ledger-settings.csv", 2, "30,7,", "30,0,", "reminder_days_before is '0', not a whole number from 1 to 60")]
    [InlineData("personas.csv", 2, ",gp,", ",king,", "role is 'king', not one of gp")]
    [InlineData("personas.csv", 2, "bury-local-care-organisation", "nobody", "organisation 'nobody' is not in organisations.csv")]
    [InlineData("sites.csv", 2, "Town centre care hub,", "Town \"centre,", "a quotation mark is out of place")]
    [InlineData("sites.csv", 2, "Town centre care hub,", "", "the row has 12 cells and the header 13")]
    [InlineData("organisations.csv", 2, "https://www.bury", "http://www.bury", "url is not an https address")]
    [InlineData("sites.csv", 2, "hearingLoop", "lift", "accessibility is 'lift', not one of stepFree")]
    [InlineData("services.csv", 2, "Up to six weeks = 0", "Up to six weeks", "costs is 'Up to six weeks', not what it is for and its pence")]
    [InlineData("services.csv", 2, "selfReferral", "postman", "referral_routes is 'postman', not one of selfReferral")]
    [InlineData("services.csv", 2, "booking; telephone", "pigeon", "referral_channels is 'pigeon', not one of booking")]
    [InlineData("services.csv", 2, "managing-at-home", "flying", "terms names 'flying', which is not in taxonomy-terms.csv")]
    [InlineData("services.csv", 2, ",asUsual,", ",sometimes,", "bank_holidays is 'sometimes', not one of closed, asUsual")]
    [InlineData("services.csv", 2, ",en,", ",English,", "languages is 'English', not a language tag")]
    [InlineData("services.csv", 2, "demonstration: the service is in source 001, its tariff and terms are invented\",,", "demonstration\",yes,", "digital_first is yes for a service that is given neither by telephone")]
    [InlineData("services.csv", 4, ",walkIn,", ",booking,", "referral_channels names booking and the service is not bookable")]
    [InlineData("bank-holidays.csv", 3, "2025-04-18", "2025-01-01", "the bank holiday '2025-01-01' is already at bank-holidays.csv:2")]
    [InlineData("measures.csv", 2, "seen-in-time", "seen-late", "standard 'seen-late' is not in standards.csv")]
    [InlineData("measures.csv", 2, ",18,", ",,", "a target has a date from which it holds")]
    [InlineData("measures.csv", 2, ",18,", ",soon,", "target is not a number such as 12.5")]
    [InlineData("standards.csv", 3, "appointments-kept", "seen-in-time", "the standard 'seen-in-time' is already at standards.csv:2")]
    [InlineData("bank-holidays.csv", 2, "2025-01-01", "1 January", "date is '1 January', not a date")]
    [InlineData("taxonomies.csv", 2, ",need,", ",wish,", "kind is 'wish', not one of serviceType")]
    [InlineData("taxonomy-terms.csv", 2, "needs,", "wishes,", "taxonomy 'wishes' is not in taxonomies.csv")]
    [InlineData("taxonomy-terms.csv", 3, "managing-at-home", "daily-life", "the term 'daily-life' is already at taxonomy-terms.csv:2")]
    [InlineData("taxonomy-terms.csv", 3, "daily-life,", "nowhere,", "parent 'nowhere' is no term of the taxonomy 'needs'")]
    [InlineData("taxonomy-terms.csv", 2, ",,", ",daily-life,", "the term stands above itself")]
    [InlineData("service-hours.csv", 2, "home-first-reablement", "no-such-service", "service 'no-such-service' is not in services.csv")]
    [InlineData("service-hours.csv", 2, ",,monday", ",town-centre,monday", "the service is not given at 'town-centre'")]
    [InlineData("service-hours.csv", 2, "monday; tuesday; wednesday; thursday; friday; saturday; sunday", "", "the days are not said")]
    [InlineData("service-hours.csv", 2, "22:00,,", "22:00,video,", "the service is not given in the way 'video'")]
    [InlineData("service-hours.csv", 2, "07:00", "7am", "from is not a time of day")]
    [InlineData("synonyms.csv", 3, "home help,", "help at home,", "the phrase 'help at home' is already at synonyms.csv:2")]
    [InlineData("synonyms.csv", 3, "reablement; home care", "Home help", "the phrase stands among its own meanings")]
    [InlineData("synonyms.csv", 3, "home help,", "somebody who helps me at home,", "phrase has 6 words, not 1 to 4")]
    [InlineData("synonyms.csv", 3, "reablement; home care", "", "meanings has 0 parts, not 1 to 10")]
    [InlineData("synonyms.csv", 3, ",no,", ",perhaps,", "both_ways is 'perhaps', not one of yes, no")]
    [InlineData("sites.csv", 1, "telephone", "phone", "the column 'telephone' is missing")]
    [InlineData("sites.csv", 1, "telephone", "phone", "the column 'phone' is not known")]
    [InlineData("sites.csv", 1, "telephone", "postcode", "the column 'postcode' stands twice")]
    public void A_mistake_is_reported_with_its_file_line_and_reason(
        string file, int line, string right, string wrong, string reason)
    {
        Edit(file, line, right, wrong);

        var findings = Read(out var place);

        Assert.Contains(
            findings,
            finding => finding.IsError && finding.Row == new RowReference(file, line)
                && finding.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.Null(place);
    }

    [Fact]
    public void A_pool_cannot_budget_more_than_its_partners_agreed()
    {
        Edit("fund-partners.csv", 2, "60000000", "10000000");

        Assert.Contains(
            Read(out _),
            finding => finding.ToString()
                == "error funds.csv:3 programmes budget 100000000 pence and partners agreed 50000000");
    }

    [Fact]
    public void An_organisation_that_people_act_for_has_a_code_in_small_letters()
    {
        foreach (var (file, line) in new[] { ("organisations.csv", 4), ("services.csv", 3) })
            Edit(file, line, "bury-local-care-organisation", "LCO1");
        Edit("personas.csv", 2, "bury-local-care-organisation", "LCO1");

        Assert.Contains(
            Read(out _),
            finding => finding.ToString()
                == "error organisations.csv:4 people act for 'LCO1', so its code is in small letters");
    }

    [Fact]
    public void A_tariffed_category_is_paid_by_one_programme_only()
    {
        Edit("fund-programmes.csv", 3, "urgentCare; same", "adultSocialCare; same");

        Assert.Contains(
            Read(out _),
            finding => finding.ToString() == "error services.csv:2 adultSocialCare is paid by 2 programmes: "
                + "bury-pool/primary-community-social-care, bury-pool/urgent-and-emergency-care");
    }

    [Fact]
    public void A_place_that_was_written_before_the_newer_tables_and_columns_still_loads()
    {
        foreach (var file in new[] { "bank-holidays.csv", "taxonomies.csv", "taxonomy-terms.csv", "service-hours.csv", "synonyms.csv", "measures.csv", "standards.csv" })
            File.Delete(Path.Combine(folder.FullName, file));
        foreach (var file in new[] { "organisations.csv", "sites.csv", "services.csv" }) KeepColumnsUpTo("source", file);

        var findings = Read(out var place);

        Assert.DoesNotContain(findings, finding => finding.IsError);
        Assert.NotNull(place);
        Assert.Empty(place.Hours);
        Assert.All(place.Services, service => Assert.Empty(service.Details.Terms));
    }

    [Fact]
    public void Everything_wrong_is_reported_in_one_run()
    {
        Edit("organisations.csv", 3, "commissioner", "comissioner");
        Edit("services.csv", 2, "8200", "lots");
        Edit("personas.csv", 4, "team-clinician,Team", ",Team");

        Assert.Equal(
            ["organisations.csv:3", "personas.csv:4", "services.csv:2"],
            Read(out _).Where(finding => finding.IsError).Select(finding => finding.Row.ToString()));
    }

    [Fact]
    public void A_missing_table_is_named_once_and_blames_no_other_row()
    {
        File.Delete(Path.Combine(folder.FullName, "organisations.csv"));

        var finding = Assert.Single(Read(out _));

        Assert.Equal("error organisations.csv:1 the file is missing", finding.ToString());
    }

    [Fact]
    public void A_table_that_is_not_text_is_refused()
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "sites.csv"), [0xC3, 0x28, 0xFF]);

        Assert.Contains(Read(out _), finding => finding.ToString() == "error sites.csv:1 the file is not UTF-8 text");
    }

    private void KeepColumnsUpTo(string last, string file)
    {
        var path = Path.Combine(folder.FullName, file);
        using var reader = new StringReader(File.ReadAllText(path));
        var lines = CsvText.Rows(reader).ToList();
        var kept = lines[0].Cells.ToList().IndexOf(last) + 1;
        File.WriteAllLines(path, lines.Select(line => string.Join(',', line.Cells.Take(kept).Select(cell => $"\"{cell}\""))));
    }

    private IReadOnlyList<Finding> Read(out Place? place)
    {
        var findings = new Findings();
        place = PlaceFolder.Read(folder.FullName, findings);
        return findings.All;
    }

    private void Edit(string file, int line, string right, string wrong)
    {
        var path = Path.Combine(folder.FullName, file);
        var lines = File.ReadAllLines(path);
        Assert.Contains(right, lines[line - 1], StringComparison.Ordinal);
        lines[line - 1] = lines[line - 1].Replace(right, wrong, StringComparison.Ordinal);
        File.WriteAllLines(path, lines);
    }
}
