using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Searching;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>A parameter that a type can be searched by: how it reads values, and which records they mean.</summary>
/// <param name="Name">As FHIR names it.</param>
/// <param name="Type">FHIR's type of it: token, string, reference, date, special.</param>
/// <param name="Meaning">One sentence for the CapabilityStatement.</param>
internal abstract record SearchParameter(string Name, string Type, string Meaning)
{
    /// <summary>True of a record that says anything of what the parameter asks about.</summary>
    public required FormattableString Present { get; init; }

    /// <summary>The condition on a record of the type: any of the values suits.</summary>
    public FormattableString Condition(AskedParameter asked)
    {
        if (asked.Chained is not null) return Chain(asked);
        if (asked.Modifier == "missing") return Missing(asked);
        return OneOf(asked);
    }

    protected abstract FormattableString OneOf(AskedParameter asked);

    protected virtual FormattableString Chain(AskedParameter asked) =>
        throw FhirErrors.Invalid($"{Name} is no reference, so that nothing can stand behind a dot.");

    protected Kernel.Errors.DomainException ModifierUnknown() => FhirErrors.Invalid($"{Name} does not take this modifier.");

    private FormattableString Missing(AskedParameter asked) => asked.Values switch
    {
        ["true"] => $"({Present}) is not true",
        ["false"] => $"({Present})",
        _ => throw FhirErrors.Invalid($"{Name}:missing is true or false."),
    };
}

/// <summary>Text that starts with what is asked, whatever its case; <c>:contains</c> anywhere, <c>:exact</c> the same to the letter.</summary>
/// <param name="Name">As FHIR names it.</param>
/// <param name="Meaning">One sentence for the CapabilityStatement.</param>
/// <param name="AnyOf">Puts the question to each text that the record has.</param>
internal sealed record StringParameter(string Name, string Meaning, Func<Func<string, FormattableString>, FormattableString> AnyOf)
    : SearchParameter(Name, "string", Meaning)
{
    /// <summary>Compare without spaces, as people leave them out or put them in: postcodes.</summary>
    public bool WithoutSpaces { get; init; }

    protected override FormattableString OneOf(AskedParameter asked) =>
        Sql.Any(asked.Values.Select(AskedParameter.Plain).Where(v => v.Length > 0).Select(value => One(value, asked.Modifier)));

    private FormattableString One(string value, string? modifier)
    {
        if (WithoutSpaces) value = value.Replace(" ", "", StringComparison.Ordinal);
        var like = value.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        return modifier switch
        {
            null => AnyOf(text => $"lower({Of(text)}) like {like + "%"}"),
            "contains" => AnyOf(text => $"lower({Of(text)}) like {"%" + like + "%"}"),
            "exact" => AnyOf(text => $"{Of(text)} = {value}"),
            _ => throw ModifierUnknown(),
        };
    }

    private FormattableString Of(string text) => Sql.Own(WithoutSpaces ? $"replace({text}, ' ', '')" : text);
}

/// <summary>A code; <c>:not</c> turns it round.</summary>
internal sealed record TokenParameter(string Name, string Meaning, Func<Token, FormattableString> Suits)
    : SearchParameter(Name, "token", Meaning)
{
    /// <summary>What <c>:text</c> looks into; null: codes only.</summary>
    public string? Text { get; init; }

    protected override FormattableString OneOf(AskedParameter asked) => asked.Modifier switch
    {
        null => Sql.Any(asked.Values.Select(value => Suits(Token.Read(value)))),
        "not" => $"({Sql.Any(asked.Values.Select(value => Suits(Token.Read(value))))}) is not true",
        "text" when Text is { } text => new StringParameter(Name, Meaning, any => any(text)) { Present = Present }
            .Condition(asked with { Modifier = null }),
        _ => throw ModifierUnknown(),
    };
}

/// <summary>A time, with FHIR's prefixes.</summary>
internal sealed record DateParameter(string Name, string Meaning, string Column) : SearchParameter(Name, "date", Meaning)
{
    protected override FormattableString OneOf(AskedParameter asked) => asked.Modifier is null
        ? Sql.Any(asked.Values.Select(value => DateSearch.Read(value).Condition(Sql.Own(Column))))
        : throw ModifierUnknown();
}

/// <summary>Nearer than so far to a position.</summary>
internal sealed record NearParameter(string Name, string Meaning, string Latitude, string Longitude) : SearchParameter(Name, "special", Meaning)
{
    protected override FormattableString OneOf(AskedParameter asked) => asked.Modifier is null
        ? Sql.Any(asked.Values.Select(AskedParameter.Plain).Select(Near.Read)
            .Select<Near, FormattableString>(near => $"{near.Distance(Latitude, Longitude)} <= {near.Metres}"))
        : throw ModifierUnknown();
}
