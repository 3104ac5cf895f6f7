using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>A type of resource: where its records stand, what they can be searched and sorted by, and how they are read.</summary>
/// <param name="Type">FHIR's name of it.</param>
/// <param name="FromSql">The tables, with aliases.</param>
/// <param name="KeySql">The column with the resource's id.</param>
/// <param name="ChangedSql">The column that says when the record changed.</param>
/// <param name="Read">Reads the resources with these ids; what is gone is left out.</param>
internal sealed record ResourceKind(
    string Type, string FromSql, string KeySql, string ChangedSql,
    Func<FhirReading, Guid[], Task<IReadOnlyList<Resource>>> Read)
{
    private readonly IReadOnlyList<SearchParameter> own = [];

    /// <summary>Every parameter: FHIR's for all resources first.</summary>
    public required IReadOnlyList<SearchParameter> Parameters
    {
        get => own;
        init => own =
        [
            new TokenParameter("_id", "The resource's id.", token =>
                token.System is null && ResourceKinds.IdOf(token.Code) is { } id ? $"{Sql.Own(KeySql)} = {id}" : Sql.False)
            { Present = Sql.True },
            new DateParameter("_lastUpdated", "When the record behind it last changed.", ChangedSql) { Present = Sql.True },
            .. value,
        ];
    }

    /// <summary>What a page can be sorted by, beside <c>_id</c> and <c>_lastUpdated</c>: the parameter and its column of text.</summary>
    public IReadOnlyDictionary<string, string> TextSorts { get; init; } = new Dictionary<string, string>();

    public FormattableString From => Sql.Own(FromSql);

    public FormattableString Key => Sql.Own(KeySql);

    public IEnumerable<ReferenceParameter> References => Parameters.OfType<ReferenceParameter>();

    public SearchParameter? Find(string name) => Parameters.FirstOrDefault(p => p.Name == name);

    /// <summary>The reference of this name; <c>*</c> is not one.</summary>
    public ReferenceParameter? FindReference(string name) => References.FirstOrDefault(r => r.Name == name);
}
