using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>What the results are put in order by; the id makes every order total.</summary>
/// <param name="Asked">As <c>_sort</c> says it; null: near, or nothing was asked for.</param>
/// <param name="Column">SQL; null: the id alone.</param>
/// <param name="Kind">What the column holds.</param>
/// <param name="Descending">The largest first.</param>
internal sealed record SortKey(string? Asked, FormattableString? Column, SortKind Kind, bool Descending);

internal enum SortKind
{
    /// <summary>By id alone.</summary>
    None,

    /// <summary>By a text.</summary>
    Text,

    /// <summary>By a time.</summary>
    Time,

    /// <summary>By a distance in metres.</summary>
    Number,
}

/// <summary>Which page: the first, what comes after or before a resource, or the last.</summary>
/// <remarks>A page is found by the resource it begins after, so that pages never overlap however much is added meanwhile.</remarks>
internal sealed record PageMark(PageDirection Direction, string? Key, Guid? Id)
{
    public const string Parameter = "_page";
    private const int LengthMax = 2_000;

    public static readonly PageMark Last = new(PageDirection.Last, null, null);

    public string Write() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { Direction.ToString(), Key, Id?.ToString() }));

    public static PageMark Read(string text, SortKind kind)
    {
        if (text.Length > LengthMax || !Base64Url.IsValid(text)) throw Unknown();

        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text));
            if (parts is not [{ } word, var key, var id] || !Enum.TryParse(word, out PageDirection direction) || !Enum.IsDefined(direction)) throw Unknown();
            if (direction == PageDirection.Last) return Last;
            return Guid.TryParseExact(id, "D", out var after) && Suits(key, kind) ? new(direction, key, after) : throw Unknown();
        }
        catch (Exception e) when (e is JsonException or FormatException or DecoderFallbackException)
        {
            throw Unknown();
        }
    }

    /// <summary>SQL: what comes after (or before) the resource of the mark in this order.</summary>
    public FormattableString Condition(SortKey sort, FormattableString idColumn)
    {
        if (Id is not { } id) return Sql.True;

        var beyond = Sql.Own(Direction == PageDirection.Next != sort.Descending ? ">" : "<");
        return sort.Kind switch
        {
            SortKind.None => $"{idColumn} {beyond} {id}",
            SortKind.Text => $"({sort.Column!}, {idColumn}) {beyond} ({Key!}, {id})",
            SortKind.Time => $"({sort.Column!}, {idColumn}) {beyond} ({Time(Key)}, {id})",
            SortKind.Number => $"({sort.Column!}, {idColumn}) {beyond} ({Number(Key)}, {id})",
        };
    }

    private static bool Suits(string? key, SortKind kind) => kind switch
    {
        SortKind.None => key is null,
        SortKind.Text => key is not null && !key.Contains('\0', StringComparison.Ordinal),
        SortKind.Time => DateTimeOffset.TryParse(key, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        SortKind.Number => double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
    };

    private static DateTimeOffset Time(string? key) =>
        DateTimeOffset.Parse(key!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    private static double Number(string? key) => double.Parse(key!, CultureInfo.InvariantCulture);

    private static DomainException Unknown() => new(FhirErrors.PageUnknown);
}

internal enum PageDirection
{
    /// <summary>What comes after.</summary>
    Next,

    /// <summary>What comes before.</summary>
    Previous,

    /// <summary>The end.</summary>
    Last,
}
