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
                "finance-ccg", "finance-council", "finance-nca", "finance-pcn", "finance-pennine-care", "gp",
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
