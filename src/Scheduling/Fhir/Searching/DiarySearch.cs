using System.Globalization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Fhir.Searching;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Scheduling.Fhir.Searching;

/// <summary>A search of the diary as it was understood: what is not understood is refused where the caller asked for strictness, and else left out.</summary>
internal sealed class DiarySearch
{
    public const int CountDefault = 20;
    public const int CountMax = 100;
    private const int ParametersMax = 60;
    private const int LengthMax = 6_000;
    private const string PageName = "_page";
    private static readonly string[] OfPerson = ["patient", "subject"];

    private readonly List<AskedParameter> asked = [];
    private readonly List<KeyValuePair<string, string>> understood = [];
    private readonly HashSet<string> includes = [];
    private readonly string address;

    private DiarySearch(string address) => this.address = address;

    public int Count { get; private set; } = CountDefault;

    /// <summary>Which page, as its link says it; null: the first.</summary>
    public string? Page { get; private set; }

    /// <summary>The parameters of a request, which must be a form where it is a POST.</summary>
    public static async Task<DiarySearch> ReadAsync(CapabilityResource type, HttpContext http, CancellationToken cancellationToken)
    {
        var request = http.Request;
        var posted = HttpMethods.IsPost(request.Method);
        if (posted && !FhirRequests.IsForm(request))
            throw new BadHttpRequestException("A search is posted as a form.", StatusCodes.Status415UnsupportedMediaType);
        if (request.Query.Any(p => IsOfPerson(p.Key) || IsNhsNumber($"{p.Value}"))) throw new DomainException(FhirErrors.PersonInAddress);

        var parameters = await FhirRequests.ParametersAsync(request, cancellationToken);
        if (!FhirRequests.AcceptsJson(request, parameters))
            throw new BadHttpRequestException("JSON is what is answered.", StatusCodes.Status406NotAcceptable);
        if (parameters.Count > ParametersMax || parameters.Sum(p => p.Key.Length + p.Value.Length) > LengthMax)
            throw new DomainException(FhirErrors.SearchTooLarge);

        var search = new DiarySearch($"{FhirRequests.BaseOf(request)}/{type.Type}{(posted ? "/_search" : "")}");
        var strict = FhirRequests.IsStrict(request);
        foreach (var (name, value) in parameters)
        {
            if ((name + value).Contains('\0', StringComparison.Ordinal)) throw FhirErrors.Invalid("U+0000 is no character to search for.");
            if (value.Length > 0 && !search.Take(type, name, value) && strict)
                throw new DomainException(FhirErrors.ParameterUnknown, $"{type.Type} cannot be searched by one of the parameters.");
        }

        return search;
    }

    public bool Includes(string rule) => includes.Contains(rule);

    /// <summary>The ids of a type that a reference parameter names; null where it was not sent.</summary>
    /// <remarks>An id, <c>Type/id</c> or an address that ends so; what is of another type refers to nothing here. Said twice, both must hold.</remarks>
    public IReadOnlyCollection<string>? References(string name, string type, string? chain = null)
    {
        IReadOnlyCollection<string>? ids = null;
        foreach (var parameter in asked.Where(a => a.Name == name && a.Chained == chain))
        {
            if (parameter.Modifier is { } modifier && modifier != type) throw FhirErrors.Invalid($"{name} does not take this modifier.");
            string[] named = [.. parameter.Values.Select(v => IdIn(AskedParameter.Plain(v), type)).OfType<string>()];
            ids = ids is null ? named : [.. ids.Intersect(named, StringComparer.Ordinal)];
        }

        return ids;
    }

    /// <summary>Which of these values the token parameter means; null where it was not sent.</summary>
    public IReadOnlyCollection<T>? Tokens<T>(string name, string system, IEnumerable<(string Code, T Value)> values)
    {
        var tokens = Plain(name).Select(p => p.Values.Select(Token.Read).ToList()).ToList();
        return tokens.Count == 0 ? null
            : [.. values.Where(v => tokens.TrueForAll(any => any.Exists(t => t.Suits(system, v.Code)))).Select(v => v.Value).Distinct()];
    }

    /// <summary>The one code that is looked for under a system; null where none was sent. What no system of ours has is found nowhere.</summary>
    public string? Code(string name, string system)
    {
        if (Plain(name).ToList() is not [var first, ..] all) return null;
        if (all.Count > 1 || first.Values.Count > 1) throw FhirErrors.Invalid($"{name} is looked for one at a time.");
        var token = Token.Read(first.Values[0]);
        return token.System is null || token.System == system ? token.Code ?? "" : "";
    }

    public string? Text(string name) => Plain(name).LastOrDefault() is { } parameter ? AskedParameter.Plain(parameter.Values[0]) : null;

    /// <summary>From when and until when something must begin; null: no such end was set.</summary>
    public (DateTimeOffset? From, DateTimeOffset? Until) Between(string name)
    {
        var (from, until) = ((DateTimeOffset?)null, (DateTimeOffset?)null);
        foreach (var parameter in Plain(name))
        {
            if (parameter.Values.Count > 1) throw FhirErrors.Invalid($"{name} takes one value; say it twice for a stretch of time.");
            var date = DateSearch.Read(parameter.Values[0]);
            (DateTimeOffset? After, DateTimeOffset? Before) range = date.Prefix switch
            {
                "eq" => (date.From, date.Until),
                "ge" => (date.From, null),
                "gt" or "sa" => (date.Until, null),
                "le" => (null, date.Until),
                "lt" or "eb" => (null, date.From),
                _ => throw FhirErrors.Invalid($"{name} takes eq, ge, gt, le, lt, sa and eb."),
            };
            if (from is null || range.After > from) from = range.After ?? from;
            if (until is null || range.Before < until) until = range.Before ?? until;
        }

        return (from, until);
    }

    /// <summary>Whose records are looked for, by NHS number; null where nobody is named.</summary>
    public NhsNumber? Person()
    {
        var named = asked.Where(a => OfPerson.Contains(a.Name)).ToList();
        if (named.Count == 0) return null;
        if (named is not [{ Values: [var value] } only] || (only.Modifier, only.Chained) is not (("identifier", null) or (null, "identifier")))
            throw FhirErrors.Invalid("A person is looked for by patient:identifier, with one NHS number.");
        var token = Token.Read(value);
        return token.System is null or FhirJson.NhsNumber && NhsNumber.TryParse(token.Code ?? "", out var number)
            ? number
            : throw FhirErrors.Invalid("The person's identifier is no NHS number.");
    }

    /// <summary>A link to a page of this search. Whose records were looked for does not stand in it: the same form is posted to it again.</summary>
    public BundleLink Link(string relation, string? page)
    {
        var pairs = understood.Append(new("_count", Count.ToString(CultureInfo.InvariantCulture)));
        if (page is not null) pairs = pairs.Append(new(PageName, page));
        return new(relation, $"{address}?{string.Join('&', pairs.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"))}");
    }

    private bool Take(CapabilityResource type, string name, string value)
    {
        if (IsNhsNumber(value) && !IsOfPerson(name)) throw FhirErrors.Invalid("A person is looked for by patient:identifier.");
        switch (name)
        {
            case "_count":
                if (!value.All(char.IsAsciiDigit)) throw FhirErrors.Invalid("_count is a whole number, and not negative.");
                Count = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, CountMax) : CountMax;
                return true;
            case PageName:
                Page = value;
                return true;
            case "_format":
                understood.Add(new(name, value));
                return true;
            case "_include" when type.SearchInclude.Contains(value):
                if (includes.Add(value)) understood.Add(new(name, value));
                return true;
        }

        // Booking and Referral writes the chain through a slot's schedule with a capital.
        var parameter = AskedParameter.Read(name.StartsWith("Schedule.", StringComparison.Ordinal) ? "s" + name[1..] : name, value);
        if (type.SearchParam.All(p => p.Name != parameter.Name) || !IsChain(parameter)) return false;

        asked.Add(parameter);
        if (!IsOfPerson(name)) understood.Add(new(name, value));
        return true;
    }

    private IEnumerable<AskedParameter> Plain(string name)
    {
        foreach (var parameter in asked.Where(a => a.Name == name))
            yield return parameter is { Modifier: null, Chained: null } ? parameter : throw FhirErrors.Invalid($"{name} does not take this modifier.");
    }

    private static bool IsChain(AskedParameter parameter) => parameter.Chained switch
    {
        null => true,
        "actor" or "actor:HealthcareService" => parameter.Name == "schedule",
        "identifier" => OfPerson.Contains(parameter.Name),
        _ => false,
    };

    private static bool IsOfPerson(string name) => Array.Exists(OfPerson, p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static bool IsNhsNumber(string value) => value.Contains(FhirJson.NhsNumber, StringComparison.OrdinalIgnoreCase);

    private static string? IdIn(string value, string type)
    {
        var parts = value.Split('/');
        return parts.Length > 1 && parts[^2] != type ? null : parts[^1];
    }
}
