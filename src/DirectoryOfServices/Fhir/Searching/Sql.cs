using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>Puts pieces of SQL together. What a caller sent is only ever a value in it, never text.</summary>
internal static partial class Sql
{
    public static readonly FormattableString True = $"true";
    public static readonly FormattableString False = $"false";

    /// <summary>Text of our own: a table, a column, a direction.</summary>
    public static FormattableString Own(string text) =>
        FormattableStringFactory.Create(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public static FormattableString All(IEnumerable<FormattableString> conditions) => Join(" and ", conditions, True);

    public static FormattableString Any(IEnumerable<FormattableString> conditions) => Join(" or ", conditions, False);

    /// <summary>The pieces within pieces in one, the values numbered through.</summary>
    public static FormattableString Flat(FormattableString sql)
    {
        var text = new StringBuilder();
        var values = new List<object?>();
        Append(sql, text, values);
        return FormattableStringFactory.Create(text.ToString(), [.. values]);
    }

    private static FormattableString Join(string word, IEnumerable<FormattableString> parts, FormattableString none)
    {
        FormattableString? joined = null;
        foreach (var part in parts) joined = joined is null ? part : $"{joined}{Own(word)}{part}";
        return joined is null ? none : $"({joined})";
    }

    private static void Append(FormattableString part, StringBuilder text, List<object?> values)
    {
        var from = 0;
        foreach (Match hole in Hole().Matches(part.Format))
        {
            text.Append(part.Format, from, hole.Index - from);
            from = hole.Index + hole.Length;
            if (!hole.Groups[1].Success)
            {
                text.Append(hole.Value);
                continue;
            }

            switch (part.GetArgument(int.Parse(hole.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)))
            {
                case FormattableString inner:
                    Append(inner, text, values);
                    break;
                case var value:
                    text.Append('{').Append(values.Count).Append('}');
                    values.Add(value);
                    break;
            }
        }

        text.Append(part.Format, from, part.Format.Length - from);
    }

    [GeneratedRegex(@"\{\{|\}\}|\{([0-9]+)\}")]
    private static partial Regex Hole();
}
