namespace IntegratedCare.Kernel.Fhir.Searching;

/// <summary>A search parameter as it was sent: <c>name[:modifier][.chained]=value,value</c>.</summary>
public sealed record AskedParameter(string Name, string? Modifier, string? Chained, IReadOnlyList<string> Values)
{
    /// <summary>More values than this ask for nothing sensible.</summary>
    public const int ValuesMax = 100;

    /// <summary>The characters of one value.</summary>
    public const int ValueLengthMax = 1_000;

    /// <summary>Takes a parameter apart.</summary>
    public static AskedParameter Read(string written, string value)
    {
        if (value.Length > ValueLengthMax * 10) throw new Errors.DomainException(FhirErrors.SearchTooLarge);

        var dot = written.IndexOf('.', StringComparison.Ordinal);
        var (head, chained) = dot < 0 ? (written, null) : (written[..dot], written[(dot + 1)..]);
        var colon = head.IndexOf(':', StringComparison.Ordinal);
        var (name, modifier) = colon < 0 ? (head, null) : (head[..colon], head[(colon + 1)..]);
        var values = Split(value, ',').ToList();
        return values.Count > ValuesMax || values.Exists(v => v.Length > ValueLengthMax)
            ? throw new Errors.DomainException(FhirErrors.SearchTooLarge)
            : new(name, modifier, chained, values);
    }

    /// <summary>The parts between separators that no backslash stands before; the parts keep their backslashes.</summary>
    public static IEnumerable<string> Split(string text, char separator)
    {
        var from = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == separator)
            {
                yield return text[from..at];
                from = at + 1;
            }
        }

        yield return text[from..];
    }

    /// <summary>The text that was meant: without the backslashes before <c>, | $ \</c>.</summary>
    public static string Plain(string escaped)
    {
        if (!escaped.Contains('\\', StringComparison.Ordinal)) return escaped;

        var plain = new System.Text.StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] == '\\' && at + 1 < escaped.Length && escaped[at + 1] is ',' or '|' or '$' or '\\') at++;
            plain.Append(escaped[at]);
        }

        return plain.ToString();
    }
}

/// <summary><c>code</c>, <c>system|code</c>, <c>|code</c> (no system), <c>system|</c>; null: any.</summary>
public sealed record Token(string? System, string? Code)
{
    /// <summary>Reads a value of a token parameter.</summary>
    public static Token Read(string value)
    {
        var parts = AskedParameter.Split(value, '|').Select(AskedParameter.Plain).ToList();
        return parts switch
        {
            [var code] when code.Length > 0 => new(null, code),
            [var system, ""] when system.Length > 0 => new(system, null),
            [var system, var code] when code.Length > 0 => new(system, code),
            _ => throw FhirErrors.Invalid("A token is a code, or a system and a code with | between."),
        };
    }

    /// <summary>Does a value of this system and code suit? An empty system asks for values without one, and ours all have one.</summary>
    public bool Suits(string system, string code) =>
        (System is null || System == system) && (Code is null || string.Equals(Code, code, StringComparison.Ordinal));

    /// <summary>Does a coding suit?</summary>
    public bool Suits(Resources.Coding coding) => Suits(coding.System, coding.Code);
}
