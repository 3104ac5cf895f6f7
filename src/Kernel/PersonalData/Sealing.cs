using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Which columns hold encrypted texts. Each says so in one line of its mapping; that is how values find their way to a new data key.</summary>
public static class Sealing
{
    private const string Annotation = "IntegratedCare:Sealed";
    private const string RowAnnotation = "IntegratedCare:SealedFor";

    /// <summary>
    /// The column holds texts that <see cref="PersonalDataCipher"/> encrypted for the context <c>{context}/{key of the row}</c>.
    /// </summary>
    /// <param name="property">The column.</param>
    /// <param name="context">What its values are bound to, beside their row: <c>table.column</c>.</param>
    /// <param name="row">The property that names the row in the context; null: its key.</param>
    public static PropertyBuilder<T> IsSealed<T>(this PropertyBuilder<T> property, string context, string? row = null)
    {
        property.HasAnnotation(Annotation, context);
        if (row is not null) property.HasAnnotation(RowAnnotation, row);
        return property;
    }

    /// <inheritdoc cref="IsSealed{T}(PropertyBuilder{T}, string, string?)"/>
    public static ComplexTypePropertyBuilder<T> IsSealed<T>(this ComplexTypePropertyBuilder<T> property, string context)
    {
        property.HasAnnotation(Annotation, context);
        return property;
    }

    /// <summary>True for a column that says it holds encrypted texts.</summary>
    public static bool IsSealed(IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;

    /// <summary>What a value of this column and row is bound to.</summary>
    internal static string ContextOf(string column, object row) => $"{column}/{row}";

    internal static IReadOnlyList<SealedTable> TablesOf(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           let table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)
           where table is not null
           let columns = entity.GetFlattenedProperties().Where(IsSealed).Select(p => ColumnOf(entity, p, table.Value)).ToList()
           where columns.Count > 0
           select new SealedTable(Quoted(table.Value.Name), Quoted(KeyOf(entity).GetColumnName(table.Value)!), columns),
    ];

    private static SealedColumn ColumnOf(IEntityType entity, IProperty property, StoreObjectIdentifier table)
    {
        var row = property.FindAnnotation(RowAnnotation)?.Value is string name ? entity.GetProperty(name) : KeyOf(entity);
        return new(Quoted(property.GetColumnName(table)!), (string)property.FindAnnotation(Annotation)!.Value!, Quoted(row.GetColumnName(table)!));
    }

    private static IProperty KeyOf(IEntityType entity) => entity.FindPrimaryKey() is { Properties: [var only] }
        ? only
        : throw new InvalidOperationException($"{entity.DisplayName()} has encrypted columns and needs a key of one column.");

    private static string Quoted(string name) => $"\"{name}\"";
}

/// <summary>A table with encrypted columns; its names are ready for SQL.</summary>
internal sealed record SealedTable(string Name, string Key, IReadOnlyList<SealedColumn> Columns);

/// <summary>A column of encrypted texts, what they are bound to beside their row, and the column that names the row.</summary>
internal sealed record SealedColumn(string Name, string Context, string Row);
