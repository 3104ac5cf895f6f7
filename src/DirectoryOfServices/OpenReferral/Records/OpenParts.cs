using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

internal static class OpenParts
{
    /// <summary>The standard leaves out what is empty.</summary>
    public static IReadOnlyList<T>? OrNone<T>(this IEnumerable<T> parts) => parts.ToList() is { Count: > 0 } list ? list : null;

    /// <summary>Each part with an id that is made of what it says, so that it stays when its neighbours change; one that is said twice has two.</summary>
    public static IEnumerable<(Guid Id, T Part)> Named<T>(this IEnumerable<T> parts, Guid parent, string kind)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var said = JsonSerializer.Serialize(part);
            seen[said] = seen.GetValueOrDefault(said) + 1;
            yield return (DerivedId.Of(parent, kind, seen[said] == 1 ? said : $"{said}/{seen[said]}"), part);
        }
    }
}

/// <summary>Open Referral's phone.</summary>
public sealed record OpenPhone(Guid Id, string Number)
{
    internal static IReadOnlyList<OpenPhone>? Of(Guid parent, string? telephone) =>
        string.IsNullOrWhiteSpace(telephone) ? null : [new(DerivedId.Of(parent, "phone", telephone), telephone)];
}

/// <summary>Open Referral's contact; a person stands there in their work, not in private.</summary>
public sealed record OpenContact(
    Guid Id, string? Name, string? Title, string? Department, string? Email, IReadOnlyList<OpenPhone>? Phones)
{
    internal static IEnumerable<OpenContact> Of(CareService service) =>
        service.Contacts.Named(service.Id.Value, "contact").Select(named => new OpenContact(
            named.Id, named.Part.Name, named.Part.Role, named.Part.Department, named.Part.Email,
            OpenPhone.Of(named.Id, named.Part.Telephone)));
}

/// <summary>Open Referral's language, with HSDS's name and code, without which it would say nothing.</summary>
public sealed record OpenLanguage(Guid Id, string? Name, string Code)
{
    internal static IEnumerable<OpenLanguage> Of(CareService service) => service.Languages.Select(
        code => new OpenLanguage(DerivedId.Of(service.Id.Value, "language", code), LanguageNames.Of(code), code));
}

/// <summary>Open Referral's cost option, in pounds.</summary>
public sealed record OpenCostOption(
    Guid Id,
    [property: JsonPropertyName("valid_from")] DateOnly? ValidFrom,
    [property: JsonPropertyName("valid_to")] DateOnly? ValidTo,
    string? Option,
    decimal? Amount,
    string? Currency,
    [property: JsonPropertyName("amount_description")] string? AmountDescription)
{
    internal static IEnumerable<OpenCostOption> Of(CareService service) =>
        service.Costs.Named(service.Id.Value, "cost").Select(named => new OpenCostOption(
            named.Id, named.Part.ValidFrom, named.Part.ValidUntil, named.Part.Option,
            named.Part.AmountPence / 100m, named.Part.AmountPence is null ? null : "GBP", named.Part.Description));
}

/// <summary>Open Referral's service area: a neighbourhood or postcode district that is served, or the whole place.</summary>
public sealed record OpenServiceArea(Guid Id, string Name)
{
    internal static IEnumerable<OpenServiceArea> Of(CareService service, Surroundings around)
    {
        var id = service.Id.Value;
        if (service.Neighbourhoods.Count == 0 && service.CatchmentDistricts.Count == 0)
            return [new(DerivedId.Of(id, "area"), around.PlaceName)];

        var neighbourhoods = service.Neighbourhoods.OrderBy(n => n.NeighbourhoodCode, StringComparer.Ordinal)
            .Select(n => new OpenServiceArea(
                DerivedId.Of(id, "area", n.NeighbourhoodCode),
                around.NeighbourhoodNames.GetValueOrDefault(n.NeighbourhoodCode) ?? n.NeighbourhoodCode));
        return neighbourhoods.Concat(service.CatchmentDistricts
            .Select(district => new OpenServiceArea(DerivedId.Of(id, "district", district), $"Postcode district {district}")));
    }
}

/// <summary>Open Referral's attribute: a term of a taxonomy that describes the service.</summary>
public sealed record OpenAttribute(
    Guid Id,
    [property: JsonPropertyName("link_type")] string LinkType,
    [property: JsonPropertyName("taxonomy_term")] OpenTerm TaxonomyTerm)
{
    internal static IEnumerable<OpenAttribute> Of(CareService service, Surroundings around)
    {
        var own = OwnTaxonomy.TermsOf(service).Select(pair => (pair.Taxonomy.LinkType, OpenTerm.Of(pair.Taxonomy, pair.Term)));
        var placed = service.Terms.Select(link => link.Term ?? throw new InvalidOperationException("A service is shown with its terms."))
            .OrderBy(term => term.Name, StringComparer.Ordinal).ThenBy(term => term.Id.Value)
            .Select(term => (OpenTaxonomy.LinkTypeOf(around.Taxonomies[term.TaxonomyId].Kind),
                OpenTerm.Of(term, around.Taxonomies[term.TaxonomyId].Name)));
        return own.Concat(placed).Select(
            pair => new OpenAttribute(DerivedId.Of(service.Id.Value, "attribute", $"{pair.Item2.Id}"), pair.Item1, pair.Item2));
    }
}
