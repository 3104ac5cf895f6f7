using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>Which services somebody wants; whatever is given must hold.</summary>
/// <param name="Search">Words, in English.</param>
/// <param name="TaxonomyTermId">A term that describes the service.</param>
/// <param name="TaxonomyId">A taxonomy that has such a term.</param>
/// <param name="OrganizationId">Who provides it.</param>
/// <param name="MinimumAge">The service's minimum age is at least this.</param>
/// <param name="MaximumAge">The service's maximum age is at most this.</param>
/// <param name="StartTime">It opens no earlier, in London's time unless an offset is given.</param>
/// <param name="EndTime">It closes no later, on the same day.</param>
/// <param name="Day">It opens on this day: <c>MO</c> or <c>Monday</c>.</param>
/// <param name="ModifiedAfter">Its record has changed then or later.</param>
public readonly record struct ServiceParameters(
    [property: FromQuery(Name = "search")] string? Search,
    [property: FromQuery(Name = "taxonomy_term_id")] string? TaxonomyTermId,
    [property: FromQuery(Name = "taxonomy_id")] string? TaxonomyId,
    [property: FromQuery(Name = "organization_id")] string? OrganizationId,
    [property: FromQuery(Name = "minimum_age")] string? MinimumAge,
    [property: FromQuery(Name = "maximum_age")] string? MaximumAge,
    [property: FromQuery(Name = "start_time")] string? StartTime,
    [property: FromQuery(Name = "end_time")] string? EndTime,
    [property: FromQuery(Name = "day")] string? Day,
    [property: FromQuery(Name = "modified_after")] string? ModifiedAfter)
{
    /// <summary>The services for which all of it holds.</summary>
    internal IQueryable<CareService> From(DirectoryDb db, DateTimeOffset now)
    {
        var (start, end) = (OpenParameter.Time("start_time", StartTime, now), OpenParameter.Time("end_time", EndTime, now));
        var services = db.OpenWhen(start, end, OpenParameter.Day("day", Day)).AsNoTracking();
        if (OpenParameter.Text("search", Search) is { } search)
            services = services.Where(s => db.SearchDocuments.Any(
                d => d.ServiceId == s.Id && d.Document.Matches(EF.Functions.WebSearchToTsQuery("english", search))));
        if (OpenParameter.Id("taxonomy_term_id", TaxonomyTermId) is { } term) services = services.OfTerm(term);
        if (OpenParameter.Id("taxonomy_id", TaxonomyId) is { } taxonomy) services = services.OfTaxonomy(taxonomy);
        if (OpenParameter.Id("organization_id", OrganizationId) is { } organization)
        {
            var provider = new Organisations.OrganisationId(organization);
            services = services.Where(s => s.ProviderId == provider);
        }

        if (OpenParameter.Number("minimum_age", MinimumAge, 0, ServiceMapping.AgeYearsMax) is { } least)
            services = services.Where(s => s.MinimumAgeYears >= least);
        if (OpenParameter.Number("maximum_age", MaximumAge, 0, ServiceMapping.AgeYearsMax) is { } most)
            services = services.Where(s => s.MaximumAgeYears <= most);
        if (OpenParameter.Moment("modified_after", ModifiedAfter) is { } since) services = services.ModifiedSince(since, db, now);
        return services;
    }
}
