using IntegratedCare.PlaceLoader.CareServices;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Teams;

/// <summary>What must hold within a team, and between a team and the rest of the place.</summary>
internal static class TeamRules
{
    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Teams, team => team.Code, team => team.Row, "the team");
        findings.Repeats(place.TeamMembers, each => $"{each.Team}/{each.Code}", each => each.Row, "the member");
        findings.Repeats(place.TeamServices, each => $"{each.Team}/{each.Service}", each => each.Row, "the offer");
        foreach (var team in place.Teams)
        {
            foreach (var each in team.Neighbourhoods) place.KnowsNeighbourhood(each, team.Row, findings);
            if (place.MembersOf(team).Count == 0) findings.Error(team.Row, "the team has no members");
            if (place.OffersOf(team).Count == 0) findings.Error(team.Row, "the team offers no service");
        }
        foreach (var member in place.TeamMembers)
        {
            place.KnowsTeam(member.Team, member.Row, findings);
            place.KnowsOrganisation(member.Employer, member.Row, findings);
        }
        foreach (var pattern in place.WorkingPatterns) CheckPattern(pattern, place, findings);
        foreach (var offer in place.TeamServices) CheckOffer(offer, place, findings);
        CheckOverlaps(place, findings);
    }

    private static void CheckPattern(WorkingPattern pattern, Place place, Findings findings)
    {
        if (!place.TeamMembers.Any(member => member.Team == pattern.Team && member.Code == pattern.Member))
            findings.Error(pattern.Row, $"team '{pattern.Team}' has no member '{pattern.Member}'");
        if (pattern.Days.Count == 0 == pattern.Rule is null) findings.Error(pattern.Row, "days or a rule is filled, one of them");
        if ((pattern.Rule is not null || pattern.EveryWeeks > 1) && pattern.ValidFrom is null)
            findings.Error(pattern.Row, "valid_from is empty for what repeats by a rule or every few weeks");
        if (pattern.From >= pattern.Until) findings.Error(pattern.Row, "until is not after from");
        if (pattern.ValidFrom > pattern.ValidTo) findings.Error(pattern.Row, "valid_to is before valid_from");
        if (pattern.Delivery == Delivery.InPerson != pattern.Site is not null)
            findings.Error(pattern.Row, "site is filled for work in person, and only for that");
        if (pattern.Site is { } site) place.KnowsSite(site, pattern.Row, findings);
    }

    // Every hour of a team is offered for each of its services: one that is given elsewhere, or in another way, would
    // be booked into the wrong room. And a service that nobody's week has room for would never show a slot.
    private static void CheckOffer(TeamService offer, Place place, Findings findings)
    {
        place.KnowsTeam(offer.Team, offer.Row, findings);
        if (place.ServiceOf(offer.Service) is not { } service)
        {
            findings.Error(offer.Row, $"service '{offer.Service}' is not in {CareService.File}");
            return;
        }
        if (!service.Bookable) findings.Error(offer.Row, $"service '{offer.Service}' is not bookable");

        var week = place.WorkingPatterns.Where(pattern => pattern.Team == offer.Team).ToList();
        foreach (var pattern in week.Where(pattern => !service.IsGiven(pattern.Delivery, pattern.Site)))
            findings.Error(
                pattern.Row, $"the team offers '{offer.Service}', which is not given where and how this is worked");
        if (week.All(pattern => pattern.Length < TimeSpan.FromMinutes(offer.Minutes)))
            findings.Error(offer.Row, $"no working time is as long as {offer.Minutes} minutes");
        offer.CheckMeans(place, findings);
    }

    private static void CheckOverlaps(Place place, Findings findings)
    {
        foreach (var week in place.WorkingPatterns.GroupBy(pattern => (pattern.Team, pattern.Member)))
        {
            var patterns = week.ToList();
            for (var later = 1; later < patterns.Count; later++)
                if (patterns.Take(later).FirstOrDefault(patterns[later].Overlaps) is { } earlier)
                    findings.Error(patterns[later].Row, $"the working time overlaps {earlier.Row}");
        }
    }
}
