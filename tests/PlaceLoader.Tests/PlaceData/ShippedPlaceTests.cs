using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Tests.PlaceData;

public sealed class ShippedPlaceTests
{
    internal static Place Read(string name)
    {
        var findings = new Findings();
        var place = PlaceFolder.Read(PlaceFolder.Find(name)!, findings);
        Assert.DoesNotContain(findings.All, finding => finding.IsError);
        return place!;
    }

    [Theory]
    [InlineData("oldham")]
    [InlineData("bury")]
    public void A_place_that_comes_with_the_program_is_valid(string name) =>
        Assert.Equal(name, Read(name).Profile.Code);

    [Fact]
    public void Oldham_has_five_neighbourhoods_each_with_its_board_and_one_board_for_the_borough()
    {
        var oldham = Read("oldham");

        Assert.Equal(5, oldham.Neighbourhoods.Count);
        Assert.Single(oldham.Boards, board => board.Level == "borough");
        Assert.Equal(
            oldham.Neighbourhoods.Select(each => each.Code), oldham.Boards.Select(each => each.Neighbourhood).OfType<string>());
    }

    [Fact]
    public void Oldham_has_a_persona_for_every_part_of_the_main_job() =>
        Assert.Equal(
            [
                "analyst", "board-member", "care-coordinator", "chief-nurse", "dass", "dcs", "directory-editor", "dph",
                "finance-ccg", "finance-council", "finance-nca", "finance-pcn", "finance-pcn-2",
                "finance-pcn-3", "finance-pcn-4", "finance-pcn-5", "finance-pennine-care", "gp",
                "link-worker", "operator", "pool-manager", "privacy-officer", "team-clinician",
            ],
            Read("oldham").Personas.Select(persona => persona.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Oldham_has_a_service_of_every_category()
    {
        var missing = CareServices.CareService.Categories.Except(Read("oldham").Services.Select(each => each.Category));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_neighbourhood_of_Oldham_has_a_team_of_its_own()
    {
        var oldham = Read("oldham");

        Assert.All(
            oldham.Neighbourhoods,
            each => Assert.Contains(oldham.Teams, team => team.Neighbourhoods.SequenceEqual([each.Code])));
    }

    [Fact]
    public void What_no_source_gives_is_marked_as_demonstration()
    {
        var oldham = Read("oldham");

        Assert.All(oldham.Teams, team => Assert.True(team.Provenance.IsDemonstration));
        Assert.All(oldham.Funds, fund => Assert.Equal(fund.IsPooled, fund.Provenance.IsDemonstration));
        Assert.All(oldham.Postcodes, each => Assert.True(each.Provenance.IsDemonstration));
        Assert.All(
            oldham.Services.Where(service => service.TariffPence is not null || service.Bookable),
            service => Assert.True(service.Provenance.IsDemonstration));
    }

    [Theory]
    [InlineData("oldham")]
    [InlineData("bury")]
    public void The_bank_holidays_are_those_of_England_by_the_rules_from_2025_to_2028(string name)
    {
        var holidays = Read(name).BankHolidays.Select(each => each.Date).OfType<DateOnly>();

        Assert.Equal(Enumerable.Range(2025, 4).SelectMany(BankHolidaysOf), holidays);
    }

    [Fact]
    public void Every_service_of_Oldham_that_works_is_worth_reading()
    {
        var oldham = Read("oldham");

        Assert.All(oldham.Services, service => Assert.InRange(service.Description.Length, 60, 2_000));
        var working = oldham.Services.Where(service => service.Status == RecordStatus.Active).ToList();
        Assert.All(working, service => Assert.NotNull(service.ReferralMethod));
        Assert.All(working, service => Assert.NotEmpty(service.Details.ReferralRoutes));
        Assert.All(working, service => Assert.NotEmpty(service.Details.Terms));
        Assert.All(working, service => Assert.NotEmpty(service.Details.Costs));
        var told = working.Where(service => service.Bookable || service.Category == "generalPractice").ToList();
        Assert.NotEmpty(told);
        Assert.All(told, service => Assert.NotNull(service.Details.EligibilityNotes));
        Assert.All(told, service => Assert.NotEmpty(oldham.HoursOf(service)));
    }

    [Fact]
    public void Oldham_shows_rooms_equipment_and_a_mobile_unit_care_by_two_a_group_and_a_fortnightly_clinic()
    {
        var oldham = Read("oldham");

        Assert.Equal(Resources.Resource.Kinds.Order(), oldham.Resources.Select(each => each.Kind).Distinct().Order());
        Assert.Contains(oldham.TeamServices, offer => offer is { Staff: 2, BufferAfterMinutes: > 0 });
        Assert.Contains(oldham.TeamServices, offer => offer is { Places: > 1, Needs.Count: > 0, Skills.Count: > 0 });
        Assert.Contains(oldham.WorkingPatterns, pattern => pattern is { EveryWeeks: 2, BankHolidays: "closed" });
        Assert.Contains(oldham.WorkingPatterns, pattern => pattern.Rule is not null);
    }

    [Fact]
    public void No_made_up_telephone_number_can_be_anybodys()
    {
        var oldham = Read("oldham");

        // 0161 496 0000 to 0999 are kept free for drama by Ofcom.
        var invented = oldham.Services.Where(service => service.Provenance.IsDemonstration).Select(service => service.Telephone)
            .Concat(oldham.Organisations.Select(organisation => organisation.Telephone)).OfType<string>().ToList();
        Assert.NotEmpty(invented);
        Assert.All(invented, number => Assert.StartsWith("0161 496 0", number, StringComparison.Ordinal));
        Assert.Distinct(invented);
    }

    [Fact]
    public void Oldham_knows_what_people_mean_in_their_own_words()
    {
        var oldham = Read("oldham");

        Assert.InRange(oldham.Synonyms.Count, 60, 2_000);
        // A meaning that no entry of the place says would lead nowhere.
        var said = string.Join(' ', oldham.Services.Where(service => service.Status == RecordStatus.Active)
            .Select(service => $"{service.Name} {service.Description} {string.Join(' ', service.Keywords)}")).ToLowerInvariant();
        Assert.All(oldham.Synonyms, synonym => Assert.Contains(
            synonym.Meanings, meaning => meaning.Split(' ').All(word => said.Contains(Stem(word), StringComparison.Ordinal))));

        static string Stem(string word) => word.Length > 5 ? word[..^2] : word;
    }

    private static IEnumerable<DateOnly> BankHolidaysOf(int year)
    {
        var easter = EasterOf(year);
        yield return Weekday(new(year, 1, 1));
        yield return easter.AddDays(-2);
        yield return easter.AddDays(1);
        yield return Enumerable.Range(1, 7).Select(day => new DateOnly(year, 5, day)).Single(IsMonday);
        yield return Enumerable.Range(25, 7).Select(day => new DateOnly(year, 5, day)).Single(IsMonday);
        yield return Enumerable.Range(25, 7).Select(day => new DateOnly(year, 8, day)).Single(IsMonday);
        var christmas = Weekday(new(year, 12, 25));
        var boxing = Weekday(new(year, 12, 26));
        yield return christmas;
        yield return boxing == christmas ? boxing.AddDays(1) : boxing;
    }

    private static bool IsMonday(DateOnly day) => day.DayOfWeek == DayOfWeek.Monday;

    // What falls on a weekend is made up for on the next working day.
    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    // The Gregorian computus.
    private static DateOnly EasterOf(int year)
    {
        var (century, golden) = (year / 100, year % 19);
        var moon = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (year % 100 / 4)) - moon - (year % 100 % 4)) % 7;
        var correction = (golden + (11 * moon) + (22 * weekday)) / 451;
        var day = moon + weekday - (7 * correction) + 114;
        return new(year, day / 31, (day % 31) + 1);
    }

    [Fact]
    public void The_pool_of_Oldham_budgets_exactly_what_its_partners_agreed()
    {
        var oldham = Read("oldham");
        var pool = Assert.Single(oldham.Funds, fund => fund.IsPooled);

        Assert.Equal(
            oldham.PartnersOf(pool).Sum(each => each.AgreedPence), oldham.ProgrammesOf(pool).Sum(each => each.BudgetPence));
    }

    [Fact]
    public void The_published_split_of_Oldhams_budgets_adds_to_its_printed_total()
    {
        var oldham = Read("oldham");
        var published = oldham.Funds.Single(fund => fund.Code == "oldham-2018-19");

        Assert.Equal(published.PrintedTotalPence, oldham.ProgrammesOf(published).Sum(each => each.BudgetPence));
    }

    [Theory]
    [InlineData("oldham")]
    [InlineData("bury")]
    public void Every_partner_of_a_pool_has_somebody_who_pays_in_and_a_mailbox_that_is_reminded(string name)
    {
        var place = Read(name);
        var partners = place.Funds.Where(fund => fund.IsPooled).SelectMany(place.PartnersOf).Select(partner => partner.Organisation).Order(StringComparer.Ordinal);

        Assert.Equal(partners, place.Personas.Where(persona => persona.Role == "finance-officer").Select(persona => persona.Organisation).Order(StringComparer.Ordinal));
        Assert.Equal(partners, place.FinanceContacts.Select(contact => contact.Organisation).Order(StringComparer.Ordinal));
        Assert.All(place.FinanceContacts, contact => Assert.EndsWith(".example", contact.Email, StringComparison.Ordinal));
        Assert.Single(place.LedgerRules);
    }

    [Fact]
    public void What_Oldhams_reports_printed_stands_as_printed()
    {
        var oldham = Read("oldham");

        Assert.Equal(
            [("oldham-2018-19", 13_562_500_000, 13_346_200_000, null, 881_200_000), ("oldham-2019-20", (long?)null, 15_794_100_000, (long?)16_397_000_000, 602_900_000)],
            oldham.PublishedReports.Select(r => (r.Fund, r.InitialBudgetPence, r.BudgetPence, r.SpendPence, r.AdversePence)));
        Assert.Equal([12_498_600_000, 144_700_000, 919_200_000], oldham.PublishedParts.Select(part => part.AmountPence));
        Assert.Equal((161_500_000, 271_000_000, 432_500_000),
            Assert.Single(oldham.PublishedMovements) is var council ? (council.EarlierAdversePence, council.MovementPence, council.AdversePence) : default);
    }

    [Fact]
    public void What_Burys_plan_printed_as_its_total_is_more_than_its_years_and_stays_so()
    {
        var bury = Read("bury");

        Assert.Equal(100_000, Assert.Single(bury.PublishedReports).InitialBudgetPence - bury.PublishedParts.Sum(part => part.AmountPence));
    }

    [Fact]
    public void Burys_transformation_fund_keeps_both_printed_figures_and_reports_their_difference()
    {
        var findings = new Findings();
        var bury = PlaceFolder.Read(PlaceFolder.Find("bury")!, findings)!;
        var fund = bury.Funds.Single(each => each.Code == "bury-transformation-fund");

        Assert.Equal([99500000, 703100000, 631100000, 489300000], bury.YearsOf(fund).Select(year => year.AmountPence));
        Assert.Equal(1923100000, fund.PrintedTotalPence);
        var warning = Assert.Single(findings.All);
        Assert.Equal(fund.Row, warning.Row);
        Assert.Contains("a difference of 100000 pence", warning.Reason, StringComparison.Ordinal);
    }
}
