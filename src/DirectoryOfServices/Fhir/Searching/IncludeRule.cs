
namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>What comes along with the matches: what they refer to, or what refers to them.</summary>
/// <param name="Source">The type that holds the reference.</param>
/// <param name="Reference">The reference that is followed.</param>
/// <param name="Backwards"><c>_revinclude</c>: from what is referred to to whoever refers.</param>
/// <param name="Iterates">It also follows what came along itself.</param>
internal sealed record IncludeRule(ResourceKind Source, ReferenceParameter Reference, bool Backwards, bool Iterates)
{
    /// <summary>The type that the rule starts from, and the one that it brings.</summary>
    public string From => Backwards ? Reference.Target : Source.Type;

    public string To => Backwards ? Source.Type : Reference.Target;

    /// <summary>Said twice it brings nothing more, and costs a query.</summary>
    public bool IsSame(IncludeRule other) =>
        (Source.Type, Reference.Name, Reference.Target, Backwards, Iterates)
        == (other.Source.Type, other.Reference.Name, other.Reference.Target, other.Backwards, other.Iterates);

    /// <summary><c>Type:parameter[:Target]</c>, or <c>*</c> for every parameter; none where nothing such is served.</summary>
    public static IReadOnlyList<IncludeRule> Read(string name, string value)
    {
        var backwards = name.StartsWith("_revinclude", StringComparison.Ordinal);
        var iterates = name.EndsWith(":iterate", StringComparison.Ordinal);
        var parts = value.Split(':');
        if (parts.Length is < 2 or > 3 || ResourceKinds.Find(parts[0]) is not { } source) return [];

        var references = parts[1] == "*" ? source.References : source.References.Where(r => r.Name == parts[1]);
        return
        [
            .. references.Where(r => parts.Length == 2 || parts[2] == r.Target).Select(r => new IncludeRule(source, r, backwards, iterates)),
        ];
    }

    /// <summary>SQL: the ids that come along with these.</summary>
    public FormattableString Ids(Guid[] from) => Backwards
        ? $"select {Source.Key} from {Source.From} where {Reference.PointsInto($"select unnest({from})")}"
        : Reference.TargetsOf(from);
}
