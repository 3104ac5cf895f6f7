using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Funds;

/// <summary>What must hold within a fund, and between a fund and the rest of the place.</summary>
internal static class FundRules
{
    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Funds, fund => fund.Code, fund => fund.Row, "the fund");
        findings.Repeats(place.FundPartners, each => $"{each.Fund}/{each.Organisation}", each => each.Row, "the partner");
        findings.Repeats(place.FundProgrammes, each => $"{each.Fund}/{each.Code}", each => each.Row, "the programme");
        findings.Repeats(place.FundYears, each => $"{each.Fund} {each.FinancialYear}", each => each.Row, "the year");

        foreach (var partner in place.FundPartners)
        {
            place.KnowsFund(partner.Fund, partner.Row, findings);
            place.KnowsOrganisation(partner.Organisation, partner.Row, findings);
        }
        foreach (var programme in place.FundProgrammes) place.KnowsFund(programme.Fund, programme.Row, findings);
        foreach (var year in place.FundYears) place.KnowsFund(year.Fund, year.Row, findings);
        foreach (var fund in place.Funds)
        {
            place.KnowsOrganisation(fund.Host, fund.Row, findings);
            CheckSums(fund, place, findings);
        }
    }

    private static void CheckSums(Fund fund, Place place, Findings findings)
    {
        var agreed = place.PartnersOf(fund).Sum(partner => partner.AgreedPence);
        var budgeted = place.ProgrammesOf(fund).Sum(programme => programme.BudgetPence);
        if (fund.IsPooled && place.PartnersOf(fund).Count == 0) findings.Error(fund.Row, "a pooled fund has partners");
        if (fund.IsPooled && budgeted > agreed)
            findings.Error(fund.Row, $"programmes budget {budgeted} pence and partners agreed {agreed}");

        // Both figures are the source's own: the difference is for people to explain, never for software to remove.
        var years = place.YearsOf(fund);
        var added = years.Sum(year => year.AmountPence);
        if (years.Count > 0 && fund.PrintedTotalPence is { } printed && printed != added)
            findings.Warning(
                fund.Row,
                $"the years add to {added} pence and the printed total is {printed}: "
                + $"a difference of {Math.Abs(printed - added)} pence, kept as printed");
    }
}
