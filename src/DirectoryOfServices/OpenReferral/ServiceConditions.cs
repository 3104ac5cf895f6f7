using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Taxonomies;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>The standard's conditions that take more than a comparison.</summary>
internal static class ServiceConditions
{
    public static IQueryable<CareService> OfTerm(this IQueryable<CareService> services, Guid id)
    {
        var term = new TermId(id);
        if (OwnTaxonomy.Find(id) is not { } own) return services.Where(s => s.Terms.Any(link => link.TermId == term));

        if (own.Taxonomy == OwnTaxonomy.Categories)
        {
            var category = Value<ServiceCategory>(own.Term);
            return services.Where(s => s.Category == category);
        }

        if (own.Taxonomy == OwnTaxonomy.Deliveries)
        {
            var delivery = Value<Delivery>(own.Term);
            return services.Where(s => s.Delivery.Contains(delivery));
        }

        var route = Value<ReferralRoute>(own.Term);
        return services.Where(s => s.ReferralRoutes.Contains(route));
    }

    public static IQueryable<CareService> OfTaxonomy(this IQueryable<CareService> services, Guid id)
    {
        if (id == OwnTaxonomy.Categories.Id || id == OwnTaxonomy.Deliveries.Id) return services;    // every service has a term of these
        if (id == OwnTaxonomy.Routes.Id) return services.Where(s => s.ReferralRoutes.Count > 0);

        var taxonomy = new TaxonomyId(id);
        return services.Where(s => s.Terms.Any(link => link.Term!.TaxonomyId == taxonomy));
    }

    /// <summary>The services of which one and the same hours hold all that is asked; all of them where nothing is.</summary>
    public static IQueryable<CareService> OpenWhen(this DirectoryDb db, TimeOnly? start, TimeOnly? end, DayOfWeek? day)
    {
        if (start is null && end is null && day is null) return db.CareServices;

        var word = day?.Word();
        return db.CareServices.FromSql(
            $"""
            select * from care_services where exists (
              select from jsonb_array_elements(opening_hours) hours
              where ({start}::time is null or (hours->>'opens')::time >= {start}::time)
              and ({end}::time is null or (hours->>'closes')::time <= {end}::time and (hours->>'closes')::time > (hours->>'opens')::time)
              and ({word}::text is null or hours->'days' @> to_jsonb({word}::text)))
            """);
    }

    private static TEnum Value<TEnum>(OwnTerm term) where TEnum : struct, Enum =>
        ApiWord.Read<TEnum>(term.Code) ?? throw new InvalidOperationException("Our own terms' codes are our own words.");
}
