namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>Which line of an address is the town: the last one, or the one before where the last is a county.</summary>
/// <remarks>Addresses are kept as people write them. Royal Mail has needed no county since 1996, so some end with one and most do not.</remarks>
internal static class PostTown
{
    private static readonly string[] Counties =
    [
        "bedfordshire", "berkshire", "buckinghamshire", "cambridgeshire", "cheshire", "cornwall", "cumbria", "derbyshire", "devon", "dorset",
        "county durham", "east riding of yorkshire", "east sussex", "essex", "gloucestershire", "greater london", "greater manchester", "hampshire",
        "herefordshire", "hertfordshire", "isle of wight", "kent", "lancashire", "leicestershire", "lincolnshire", "merseyside", "middlesex",
        "norfolk", "north yorkshire", "northamptonshire", "northumberland", "nottinghamshire", "oxfordshire", "rutland", "shropshire", "somerset",
        "south yorkshire", "staffordshire", "suffolk", "surrey", "tyne and wear", "warwickshire", "west midlands", "west sussex", "west yorkshire",
        "wiltshire", "worcestershire",
    ];

    /// <summary>Null where an address of one line leaves none for a town.</summary>
    public static string? Of(IReadOnlyList<string> lines)
    {
        var last = lines.Count - 1;
        if (last > 1 && Counties.Contains(lines[last].Trim().ToLowerInvariant())) last--;
        return last > 0 ? lines[last] : null;
    }

    /// <summary>The same in SQL over a column of lines.</summary>
    public static string Sql(string column) =>
        $"""
         (case when cardinality({column}) > 2 and lower(trim({column}[cardinality({column})])) in ({string.Join(", ", Counties.Select(c => $"'{c}'"))})
           then {column}[cardinality({column}) - 1] when cardinality({column}) > 1 then {column}[cardinality({column})] end)
         """;
}
