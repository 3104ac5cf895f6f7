using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>What a service may refer to, by id and by the words that people know it by.</summary>
internal sealed class ServiceReferences
{
    private readonly Dictionary<string, Guid> organisationCodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid?> organisationNames = new(StringComparer.OrdinalIgnoreCase);    // null: several have the name
    private readonly Dictionary<string, Guid?> siteNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid?> termNames = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the organisations there are.</summary>
    public Dictionary<Guid, string> Organisations { get; } = [];
    public HashSet<Guid> Practices { get; } = [];
    public HashSet<Guid> Sites { get; } = [];
    public HashSet<Guid> Terms { get; } = [];
    public HashSet<string> Neighbourhoods { get; } = new(StringComparer.Ordinal);

    public static async Task<ServiceReferences> ReadAsync(DirectoryDb db, CancellationToken cancellationToken)
    {
        var known = new ServiceReferences();
        foreach (var one in await db.Organisations.AsNoTracking()
            .Select(o => new { o.Id, o.Name, o.Code, o.OdsCode, o.Kind }).ToListAsync(cancellationToken))
        {
            known.Add(one.Id.Value, one.Name, one.Kind, one.Code, one.OdsCode);
        }

        foreach (var site in await db.Sites.AsNoTracking().Select(s => new { s.Id, s.Name }).ToListAsync(cancellationToken))
            known.AddSite(site.Id.Value, site.Name);

        foreach (var term in await db.TaxonomyTerms.AsNoTracking().Select(t => new { t.Id, t.Name }).ToListAsync(cancellationToken))
        {
            known.Terms.Add(term.Id.Value);
            Name(known.termNames, term.Name, term.Id.Value);
        }

        known.Neighbourhoods.UnionWith(await db.Set<Neighbourhood>().AsNoTracking().Select(n => n.Code).ToListAsync(cancellationToken));
        return known;
    }

    public void Add(Guid id, string name, OrganisationKind kind, string? code, string? odsCode)
    {
        if (!Organisations.TryAdd(id, name)) return;

        if (kind == OrganisationKind.GeneralPractice) Practices.Add(id);
        if (code is not null) organisationCodes.TryAdd(code, id);
        if (odsCode is not null) organisationCodes.TryAdd(odsCode, id);
        Name(organisationNames, name, id);
    }

    public void AddSite(Guid id, string name)
    {
        if (Sites.Add(id)) Name(siteNames, name, id);
    }

    /// <summary>An organisation by its id, its code or its ODS code.</summary>
    public JsonNode? OrganisationOf(string text) =>
        Guid.TryParseExact(text, "D", out var id) || organisationCodes.TryGetValue(text, out id)
            ? id
            : throw new UnreadableCellException("It must be the id, the code or the ODS code of an organisation of the directory.");

    /// <summary>The one organisation of a name; null where there is none, or several have it.</summary>
    public Guid? OrganisationWithName(string name) => organisationNames.GetValueOrDefault(name.Trim());

    public JsonNode? OrganisationNamed(string text) => Named(organisationNames, text, "an organisation");

    public JsonNode? SiteOf(string text) => Guid.TryParseExact(text, "D", out var id) ? id : SiteNamed(text);

    public JsonNode? SiteNamed(string text) => Named(siteNames, text, "a site");

    public JsonNode? TermOf(string text) => Guid.TryParseExact(text, "D", out var id) ? id : Named(termNames, text, "a term");

    private static JsonNode? Named(Dictionary<string, Guid?> names, string text, string what) => names.TryGetValue(text.Trim(), out var id)
        ? id ?? throw new UnreadableCellException($"Several have this name: give the id of {what} instead.")
        : throw new UnreadableCellException($"It must be the name of {what} of the directory.");

    private static void Name(Dictionary<string, Guid?> names, string name, Guid id)
    {
        if (!names.TryAdd(name, id)) names[name] = null;
    }
}
