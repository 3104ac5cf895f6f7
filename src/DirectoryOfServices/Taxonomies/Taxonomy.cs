using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Taxonomies;

public readonly record struct TaxonomyId(Guid Value) : IEntityId<TaxonomyId>
{
    public static TaxonomyId From(Guid value) => new(value);
}

public readonly record struct TermId(Guid Value) : IEntityId<TermId>
{
    public static TermId From(Guid value) => new(value);
}

/// <summary>A list of terms to sort services by, in the shape of the LGA's lists (services, needs, circumstances) and of Open Referral.</summary>
internal sealed class Taxonomy
{
    private readonly List<TaxonomyTerm> terms = [];

    private Taxonomy()
    {
    }

    public required TaxonomyId Id { get; init; }
    public required string Name { get; set; }
    public string Description { get; private set; } = string.Empty;
    public TaxonomyKind Kind { get; private set; }
    public string? Uri { get; private set; }
    public string? Edition { get; private set; }
    public bool IsDemonstration { get; private set; }
    public long Version { get; private set; } = 1;
    public IReadOnlyList<TaxonomyTerm> Terms => terms;

    public static Taxonomy Of(TaxonomyId id, PutTaxonomyRequest asked)
    {
        var taxonomy = new Taxonomy { Id = id, Name = asked.Name };
        taxonomy.Amend(asked);
        return taxonomy;
    }

    /// <summary>Takes the list over as sent; terms that it leaves out go.</summary>
    public void Amend(PutTaxonomyRequest asked)
    {
        Check(asked);
        Name = asked.Name.Trim();
        Description = asked.Description.Trim();
        Kind = asked.Kind;
        Uri = asked.Uri;
        Edition = asked.Edition?.Trim();
        IsDemonstration = asked.IsDemonstration;

        var wanted = asked.Terms.ToDictionary(t => t.Id);
        terms.RemoveAll(term => !wanted.ContainsKey(term.Id.Value));
        foreach (var one in asked.Terms)
        {
            var term = terms.Find(t => t.Id.Value == one.Id);
            if (term is null) terms.Add(term = new() { Id = new(one.Id), Name = one.Name });
            term.Amend(one);
        }
    }

    public void Revise() => Version++;

    private static void Check(PutTaxonomyRequest asked)
    {
        var parents = new Dictionary<Guid, Guid?>();
        foreach (var term in asked.Terms)
        {
            if (!parents.TryAdd(term.Id, term.ParentId)) throw new DomainException(TaxonomyErrors.TermTwice, $"Term {term.Id}.");
        }

        foreach (var term in asked.Terms)
        {
            var above = term.ParentId;
            for (var steps = 0; above is { } parent; steps++)
            {
                if (steps > TaxonomyMapping.DepthMax || parent == term.Id)
                    throw new DomainException(TaxonomyErrors.TermsInACircle, $"Term {term.Id}.");
                if (!parents.TryGetValue(parent, out above)) throw new DomainException(TaxonomyErrors.ParentUnknown, $"Term {term.Id}.");
            }
        }
    }
}

/// <summary>What a taxonomy sorts by.</summary>
public enum TaxonomyKind
{
    /// <summary>What a service is.</summary>
    ServiceType,

    /// <summary>What a person needs.</summary>
    Need,

    /// <summary>What a person's life is like.</summary>
    Circumstance,
}

/// <summary>One term of a taxonomy.</summary>
internal sealed class TaxonomyTerm
{
    public required TermId Id { get; init; }
    public TaxonomyId TaxonomyId { get; private set; }
    public required string Name { get; set; }
    public string Description { get; private set; } = string.Empty;
    public string? Code { get; private set; }       // null: the list gives none
    public string? Uri { get; private set; }
    public TermId? ParentId { get; private set; }   // null: at the top
    public DateTimeOffset ChangedAt { get; private set; }    // the database keeps it

    public void Amend(TermRequest asked)
    {
        Name = asked.Name.Trim();
        Description = asked.Description?.Trim() ?? Name;
        Code = asked.Code?.Trim();
        Uri = asked.Uri;
        ParentId = asked.ParentId is { } parent ? new(parent) : null;
    }
}
