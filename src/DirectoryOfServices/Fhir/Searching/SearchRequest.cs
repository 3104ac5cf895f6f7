using System.Globalization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Searching;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>A search as it was understood: what is not understood is refused where the caller asked for strictness, and else left out.</summary>
internal sealed class SearchRequest
{
    public const int CountDefault = 20;
    public const int CountMax = 200;
    private const int ParametersMax = 60;
    private const int LengthMax = 6_000;

    private static readonly string[] Totals = ["none", "estimate", "accurate"];

    private readonly List<FormattableString> conditions = [];
    private readonly List<KeyValuePair<string, string>> understood = [];
    private readonly List<IncludeRule> includes = [];
    private readonly ResourceKind kind;
    private readonly bool strict;
    private string? page;
    private Near? near;

    private SearchRequest(ResourceKind kind, bool strict)
    {
        (this.kind, this.strict) = (kind, strict);
        Sort = new(null, null, SortKind.None, false);
    }

    public int Count { get; private set; } = CountDefault;

    /// <summary>Only how many there are.</summary>
    public bool CountOnly { get; private set; }

    public TotalAsked Total { get; private set; }

    public SortKey Sort { get; private set; }

    /// <summary>Null: the first page.</summary>
    public PageMark? Page { get; private set; }

    public FormattableString Where => Sql.All(conditions);

    public IReadOnlyList<IncludeRule> Includes => includes;

    /// <summary>How far off each result is; null: no one position was asked about.</summary>
    public FormattableString? Distance { get; private set; }

    /// <summary>The parameters that were understood, for the self link; the page is not among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Understood =>
        [.. understood, new("_count", Count.ToString(CultureInfo.InvariantCulture))];

    public static SearchRequest Read(ResourceKind kind, IReadOnlyList<KeyValuePair<string, string>> parameters, bool strict)
    {
        if (parameters.Count > ParametersMax || parameters.Sum(p => p.Key.Length + p.Value.Length) > LengthMax)
            throw new DomainException(FhirErrors.SearchTooLarge);

        var search = new SearchRequest(kind, strict);
        foreach (var (name, value) in parameters)
        {
            if (value.Contains('\0', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
                throw FhirErrors.Invalid("U+0000 is no character to search for.");
            if (value.Length > 0) search.Take(name, value);    // a parameter without a value asks nothing
        }

        search.Settle();
        return search;
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "_count":
                TakeCount(value);
                return;
            case "_summary":
                if (value is not ("count" or "false")) Unsupported("Of _summary count is supported.");
                else Understand(name, value, () => CountOnly |= value == "count");
                return;
            case "_total":
                if (!Totals.Contains(value)) throw FhirErrors.Invalid("_total is none, estimate or accurate.");
                Understand(name, value, () => Total = value == "none" ? TotalAsked.None : TotalAsked.Exactly);
                return;
            case "_sort":
                TakeSort(value);
                return;
            case PageMark.Parameter:
                page = value;
                return;
            case "_format":
                understood.Add(new(name, value));     // looked at before
                return;
            case "_include" or "_include:iterate" or "_revinclude" or "_revinclude:iterate":
                TakeInclude(name, value);
                return;
        }

        var asked = AskedParameter.Read(name, value);
        if (kind.Find(asked.Name) is { } parameter)
        {
            Understand(name, value, () => conditions.Add(parameter.Condition(asked)));
            if (parameter is NearParameter && asked is { Modifier: null, Values: [var position] }) near = Near.Read(AskedParameter.Plain(position));
        }
        else
        {
            Unsupported($"{kind.Type} cannot be searched by one of the parameters.");
        }
    }

    private void TakeCount(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            if (value.Length == 0 || !value.All(char.IsAsciiDigit)) throw FhirErrors.Invalid("_count is a whole number, and not negative.");
            count = CountMax;
        }

        Count = Math.Min(count, CountMax);
        CountOnly |= count == 0;
    }

    private void TakeSort(string value)
    {
        var descending = value.StartsWith('-');
        var by = descending ? value[1..] : value;
        if (by == "_id") Sort = new(value, null, SortKind.None, descending);
        else if (by == "_lastUpdated") Sort = new(value, Sql.Own(kind.ChangedSql), SortKind.Time, descending);
        else if (kind.TextSorts.TryGetValue(by, out var column)) Sort = new(value, Sql.Own(column), SortKind.Text, descending);
        else
        {
            Unsupported($"{kind.Type} is sorted by _id, _lastUpdated{string.Concat(kind.TextSorts.Keys.Select(k => $" or {k}"))}, one of them.");
            return;
        }

        understood.RemoveAll(p => p.Key == "_sort");
        understood.Add(new("_sort", value));
    }

    private void TakeInclude(string name, string value)
    {
        var rules = IncludeRule.Read(name, value);
        if (rules.Count == 0) Unsupported("One of the includes is not supported.");
        else Understand(name, value, () => includes.AddRange(rules.Where(rule => !includes.Exists(rule.IsSame))));
    }

    private void Settle()
    {
        if (near is not null && kind.Parameters.OfType<NearParameter>().FirstOrDefault() is { } where
            && understood.Count(p => p.Key == where.Name) == 1)
        {
            Distance = near.Distance(where.Latitude, where.Longitude);
            if (Sort.Asked is null) Sort = new(null, Distance, SortKind.Number, false);
        }

        Page = page is null ? null : PageMark.Read(page, Sort.Kind);
        if (CountOnly) Total = TotalAsked.Exactly;
    }

    private void Understand(string name, string value, Action take)
    {
        take();
        understood.Add(new(name, value));
    }

    private void Unsupported(string detail)
    {
        if (strict) throw new DomainException(FhirErrors.ParameterUnknown, detail);
    }
}

/// <summary>Whether the answer says how many match.</summary>
internal enum TotalAsked
{
    /// <summary>Nothing was asked: where counting costs little.</summary>
    IfCheap,

    /// <summary>It was asked for.</summary>
    Exactly,

    /// <summary>It was asked to be left out.</summary>
    None,
}
