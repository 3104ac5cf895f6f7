using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Searching;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>A reference to a resource that is served here: searched by, chained through, and followed by includes both ways.</summary>
/// <param name="Name">As FHIR names it.</param>
/// <param name="Meaning">One sentence for the CapabilityStatement.</param>
/// <param name="Target">The type referred to.</param>
/// <param name="PointsInto">True of a record that refers to one of the ids that the SQL gives.</param>
/// <param name="TargetsOf">SQL: the ids that the records with these ids refer to.</param>
internal sealed record ReferenceParameter(
    string Name, string Meaning, string Target, Func<FormattableString, FormattableString> PointsInto,
    Func<Guid[], FormattableString> TargetsOf) : SearchParameter(Name, "reference", Meaning)
{
    private const string ByIdentifier = "identifier";

    protected override FormattableString OneOf(AskedParameter asked)
    {
        if (asked.Modifier == ByIdentifier) return Through(new(ByIdentifier, null, null, asked.Values));
        if (asked.Modifier is not null && asked.Modifier != Target) throw ModifierUnknown();

        var ids = asked.Values.Select(IdIn).OfType<Guid>().ToArray();
        return ids.Length == 0 ? Sql.False : PointsInto($"select unnest({ids})");
    }

    protected override FormattableString Chain(AskedParameter asked)
    {
        if (asked.Modifier is not null && asked.Modifier != Target) throw ModifierUnknown();
        if (asked.Chained!.Contains('.', StringComparison.Ordinal)) throw FhirErrors.Invalid($"A chain through {Name} has one step.");
        return Through(AskedParameter.Read(asked.Chained, "") with { Values = asked.Values });
    }

    private FormattableString Through(AskedParameter inner)
    {
        var kind = ResourceKinds.Of(Target);
        var parameter = kind.Find(inner.Name) ?? throw FhirErrors.Invalid($"{Target} cannot be searched by what stands behind {Name}.");
        return PointsInto($"select {kind.Key} from {kind.From} where {parameter.Condition(inner)}");
    }

    // An id, "Type/id", or an address that ends so; what is of another type refers to nothing here.
    private Guid? IdIn(string value)
    {
        var parts = AskedParameter.Plain(value).Split('/');
        if (parts.Length > 1 && parts[^2] != Target) return null;
        return ResourceKinds.IdOf(parts[^1]);
    }
}

/// <summary>A reference by identifier only, to what is no resource here.</summary>
internal sealed record LogicalReferenceParameter(string Name, string Meaning, Func<Token, FormattableString> Suits)
    : SearchParameter(Name, "reference", Meaning)
{
    protected override FormattableString OneOf(AskedParameter asked) => asked.Modifier switch
    {
        "identifier" => Sql.Any(asked.Values.Select(value => Suits(Token.Read(value)))),
        null => Sql.False,
        _ => throw ModifierUnknown(),
    };
}
