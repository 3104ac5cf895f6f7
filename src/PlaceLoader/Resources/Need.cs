using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Resources;

/// <summary>Something that an appointment needs, as <c>kind</c>, any of which will do, or <c>kind:type</c>.</summary>
internal sealed record Need(string Kind, string? Type)
{
    public static IReadOnlyList<Need> Read(CsvRow row, string column) =>
    [
        // One may be needed twice, so the column is no list of different things.
        .. (row.OptionalText(column) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Of(row, column, part)),
    ];

    public bool IsMetBy(Resource resource) => resource.Kind == Kind && (Type is null || Type == resource.Type);

    public override string ToString() => Type is null ? Kind : $"{Kind}:{Type}";

    private static Need Of(CsvRow row, string column, string part)
    {
        var parts = part.Split(':', 2);
        row.MustBeKnown(column, parts[0], Resource.Kinds);
        return new(parts[0], parts.Length == 2 ? parts[1] : null);
    }
}
