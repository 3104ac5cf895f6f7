using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegratedCare.Kernel.Audit;

/// <summary>The one text that stands for an access record in the chain, as the database writes it and as we read it.</summary>
/// <remarks>
/// Every column that is not null, by name, as <c>name=bytes:value;</c>. The lengths make it unambiguous; leaving nulls out lets a column be added
/// later without touching what older records hash to. Both sides come from the model, so that no column can be left out of the chain.
/// </remarks>
internal sealed class CanonicalText
{
    private readonly Column[] columns;

    public CanonicalText(IModel model)
    {
        var entity = model.FindEntityType(typeof(AccessRecord))
            ?? throw new InvalidOperationException("The model has no access records.");
        columns = [.. entity.GetProperties()
            .Select(property => new Column(property, property.GetColumnName(), ProviderTypeOf(property)))
            .OrderBy(column => column.Name, StringComparer.Ordinal)];
    }

    /// <summary>The columns that a caller may write: the database gives the others.</summary>
    public IEnumerable<string> WrittenColumns => columns
        .Where(column => column.Property.ValueGenerated == ValueGenerated.Never || column.Property.Name == nameof(AccessRecord.Outcome))
        .Select(column => column.Name);

    /// <summary>The text as an SQL expression over the record that <paramref name="record"/> names.</summary>
    public string Sql(string record) => string.Join(" || ", columns.Select(column =>
    {
        var text = SqlText($"{record}.{column.Name}", column.Type);
        return $"coalesce('{column.Name}=' || octet_length({text}) || ':' || {text} || ';', '')";
    }));

    /// <summary>The text of a record that was read.</summary>
    public string Of(AccessRecord record)
    {
        var text = new StringBuilder();
        foreach (var column in columns)
        {
            var value = column.Property.GetGetter().GetClrValue(record);
            if (column.Property.GetTypeMapping().Converter is { } converter) value = converter.ConvertToProvider(value);
            if (value is null) continue;

            var written = Written(value);
            text.Append(column.Name).Append('=').Append(Encoding.UTF8.GetByteCount(written)).Append(':').Append(written).Append(';');
        }

        return text.ToString();
    }

    private static Type ProviderTypeOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static string SqlText(string column, Type type)
    {
        if (type == typeof(string)) return column;
        if (type == typeof(long) || type == typeof(int)) return $"{column}::text";
        // Microseconds, which is all the database keeps: no time zone, no format.
        if (type == typeof(DateTimeOffset)) return $"(extract(epoch from {column}) * 1000000)::bigint::text";
        throw new NotSupportedException($"A column of {type.Name} has no canonical text yet.");
    }

    private static string Written(object value) => value switch
    {
        string text => text,
        long or int => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateTimeOffset time => Micros(time).ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A column of {value.GetType().Name} has no canonical text yet."),
    };

    private static long Micros(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private sealed record Column(IProperty Property, string Name, Type Type);
}
