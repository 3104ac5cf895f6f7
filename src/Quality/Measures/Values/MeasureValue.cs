using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Quality.Measures.Values;

internal readonly record struct MeasureValueId(Guid Value) : IEntityId<MeasureValueId>
{
    public static MeasureValueId New() => new(Guid.CreateVersion7());
    public static MeasureValueId From(Guid value) => new(value);
}

/// <summary>A table of values that was taken.</summary>
internal readonly record struct ValueImportId(Guid Value) : IEntityId<ValueImportId>
{
    public static ValueImportId New() => new(Guid.CreateVersion7());
    public static ValueImportId From(Guid value) => new(value);
}

/// <summary>By what people are told apart, so that it is seen whether care is equal.</summary>
public enum EqualityDimension
{
    AgeBand,
    Sex,
    Ethnicity,
    DeprivationQuintile,
}

/// <summary>Which value of a measure is meant.</summary>
/// <remarks><c>Key</c>: the service's id or the neighbourhood's code, empty for the place. <c>Category</c> is empty where <c>Dimension</c> is null.</remarks>
internal readonly record struct ValueKey(DateOnly Period, MeasureScope Scope, string Key, EqualityDimension? Dimension, string Category)
{
    public static ValueKey OfPlace(DateOnly period) => new(period, MeasureScope.Place, "", null, "");
}

/// <summary>The numbers of a value. A share has a numerator and a denominator, another value perhaps how many people it is about.</summary>
internal readonly record struct Figures(double? Value, long? Numerator, long? Denominator)
{
    public const long CountMax = 1_000_000_000_000;

    /// <summary>There is no value: what was sent was withdrawn.</summary>
    public static readonly Figures None;

    /// <summary>What can stand as a value of the measure; null where this cannot.</summary>
    public static Figures? Of(Measure measure, double? value, long? numerator, long? denominator)
    {
        if (measure.Unit == MeasureUnit.Percent)
            return value is null && numerator is >= 0 and { } part && denominator is > 0 and <= CountMax and { } whole && part <= whole
                ? new(100.0 * part / whole, part, whole) : null;
        return value is { } number && measure.Holds(number) && numerator is null && denominator is null or >= 0 and <= CountMax
            ? new(number, null, denominator) : null;
    }
}

/// <summary>One version of one value that somebody sent or entered. Written once; a correction is a further version.</summary>
internal sealed class MeasureValue
{
    public const int CategoryLengthMax = 100;
    public const int KeyLengthMax = 100;
    public const int ReasonLengthMax = 500;

    private MeasureValue() { }

    public required MeasureValueId Id { get; init; }
    public required string MeasureCode { get; init; }
    public required DateOnly Period { get; init; }
    public required MeasureScope Scope { get; init; }
    public required string ScopeKey { get; init; }
    public required EqualityDimension? Dimension { get; init; }     // null: of everybody
    public required string Category { get; init; }
    public required int Version { get; init; }
    public required double? Value { get; init; }                    // null: withdrawn
    public required long? Numerator { get; init; }                  // null: no share, or withdrawn
    public required long? Denominator { get; init; }                // null: not said
    public required ValueImportId? ImportId { get; init; }          // null: entered by hand
    public required string? Reason { get; init; }                   // null: the first, or of a table
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required string? ByOrganisation { get; init; }           // null: a program of the place itself
    public required DateTimeOffset At { get; init; }

    public ValueKey Means => new(Period, Scope, ScopeKey, Dimension, Category);

    public Figures Figures => new(Value, Numerator, Denominator);

    /// <summary>The first version, or the one after <paramref name="last"/>.</summary>
    public static MeasureValue Of(
        string measure, ValueKey key, int last, Figures figures, ValueImportId? import, string? reason, Caller by, DateTimeOffset now) => new()
    {
        Id = MeasureValueId.New(),
        MeasureCode = measure,
        Period = key.Period,
        Scope = key.Scope,
        ScopeKey = key.Key,
        Dimension = key.Dimension,
        Category = key.Category,
        Version = last + 1,
        Value = figures.Value,
        Numerator = figures.Numerator,
        Denominator = figures.Denominator,
        ImportId = import,
        Reason = reason,
        BySubject = by.Subject,
        ByRole = by.Role,
        ByOrganisation = by.OrganisationCode,
        At = now,
    };
}

/// <summary>A table of values that was taken, and by whom. Written once.</summary>
internal sealed class ValueImport
{
    public required ValueImportId Id { get; init; }
    public required string MeasureCode { get; init; }
    public required byte[] FileHash { get; init; }      // SHA-256 of what was sent
    public required int Rows { get; init; }
    public required int Added { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required string? ByOrganisation { get; init; }
    public required DateTimeOffset At { get; init; }
}
