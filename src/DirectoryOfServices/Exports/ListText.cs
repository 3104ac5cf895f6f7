using System.Text;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>Several things in one cell: <c>;</c> stands between them, <c>|</c> between the parts of one, <c>\</c> before any of these that is meant itself.</summary>
/// <remarks>White space around a thing is for the reader and no part of it; where it is a part, <c>\</c> stands before it.</remarks>
internal static class ListText
{
    private const char Escape = '\\';

    // A thing without any part is a thing all the same.
    private const string Nothing = "-";

    /// <summary>The things in one cell; each has been escaped.</summary>
    public static string Join(IEnumerable<string> escaped) => string.Join("; ", escaped);

    /// <summary>The things of a cell, still escaped; empty ones are passed over.</summary>
    public static IReadOnlyList<string> Split(string cell, char separator = ';')
    {
        var (things, start) = (new List<string>(), 0);
        for (var i = 0; i <= cell.Length; i++)
        {
            if (i < cell.Length && cell[i] == Escape) i++;
            else if (i == cell.Length || cell[i] == separator)
            {
                var thing = Trim(cell[start..i]);
                if (thing.Length > 0) things.Add(thing);
                start = i + 1;
            }
        }

        if (start < cell.Length && Trim(cell[start..]) is { Length: > 0 } rest) things.Add(rest);    // a cell that ends in an escape
        return things;
    }

    public static string Write(string text)
    {
        var written = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            var isEdge = (i == 0 || i == text.Length - 1) && char.IsWhiteSpace(text[i]);
            if (isEdge || text[i] is Escape or ';' or '|') written.Append(Escape);
            written.Append(text[i]);
        }

        return written.ToString();
    }

    public static string Read(string escaped)
    {
        var read = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == Escape && i + 1 < escaped.Length) i++;
            read.Append(escaped[i]);
        }

        return read.ToString();
    }

    /// <summary>A thing of named parts, <c>name=value</c> each; absent values are left out.</summary>
    public static string WriteParts(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var written = new List<string>();
        foreach (var (name, value) in parts)
        {
            if (value is not null) written.Add($"{name}={Write(value)}");
        }

        return written.Count == 0 ? Nothing : string.Join(" | ", written);
    }

    /// <summary>The named parts of a thing; refuses names beside the known ones.</summary>
    public static IReadOnlyDictionary<string, string> ReadParts(string escaped, params ReadOnlySpan<string> known)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (escaped == Nothing) return parts;
        foreach (var part in Split(escaped, '|'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals].Trim();
            if (equals < 0 || !known.Contains(name))
                throw new UnreadableCellException($"Each part must read name=value, with one of the names {string.Join(", ", known.ToArray())}.");
            if (!parts.TryAdd(name, Read(Trim(part[(equals + 1)..])))) throw new UnreadableCellException($"{name} stands twice.");
        }

        return parts;
    }

    /// <summary>Without the white space around it that is not escaped.</summary>
    public static string Trim(string escaped)
    {
        var trimmed = escaped.TrimStart();
        var end = trimmed.Length;
        while (end > 0 && char.IsWhiteSpace(trimmed[end - 1]) && !IsEscaped(trimmed, end - 1)) end--;
        return trimmed[..end];
    }

    private static bool IsEscaped(string text, int at)
    {
        var escapes = 0;
        while (at - escapes - 1 >= 0 && text[at - escapes - 1] == Escape) escapes++;
        return escapes % 2 == 1;
    }
}

/// <summary>A cell that cannot be read; the message says in a sentence what it must look like, and never what stood there.</summary>
internal sealed class UnreadableCellException(string sentence) : FormatException(sentence);
