using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Synonyms;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>An entry in the form in which two are compared: name, provider, venues, contacts.</summary>
internal sealed partial class Comparable
{
    // Words that say nothing of which service it is.
    private static readonly HashSet<string> Plain =
        ["the", "a", "an", "and", "of", "for", "in", "at", "to", "with", "service", "services", "clinic", "team", "nhs", "centre", "support"];

    private Comparable(
        ServiceId id, string[] words, int[] trigrams, Guid provider, Guid[] sites, string[] neighbourhoods, string[] telephones, string[] emails,
        string? page)
    {
        (Id, Words, Trigrams, Provider, Sites, Neighbourhoods, Telephones, Emails, Page) =
            (id, words, trigrams, provider, sites, neighbourhoods, telephones, emails, page);
    }

    public ServiceId Id { get; }

    /// <summary>The words of the name that tell it from others, each once, in order.</summary>
    public string[] Words { get; }

    /// <summary>Every three letters in a row of those words, as <c>pg_trgm</c> cuts them, in order.</summary>
    public int[] Trigrams { get; }

    public Guid Provider { get; }
    public Guid[] Sites { get; }
    public string[] Neighbourhoods { get; }
    public string[] Telephones { get; }
    public string[] Emails { get; }
    public string? Page { get; }

    public static Comparable Of(
        ServiceId id, string name, Guid provider, IEnumerable<Guid> sites, IEnumerable<string> neighbourhoods, string? telephone, string? email,
        string? url, IReadOnlyList<Contact> contacts)
    {
        var every = Phrase.WordsOf(name);
        var telling = every.Where(word => !Plain.Contains(word)).ToArray();
        string[] words = [.. (telling.Length > 0 ? telling : every).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new(
            id, words, TrigramsOf(words), provider, [.. sites.Distinct()], [.. neighbourhoods.Distinct(StringComparer.Ordinal)],
            [.. contacts.Select(c => c.Telephone).Append(telephone).OfType<string>().Select(DigitsOf).Distinct(StringComparer.Ordinal)],
            [.. contacts.Select(c => c.Email).Append(email).OfType<string>().Select(e => e.ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
            PageOf(url));
    }

    private static string DigitsOf(string telephone)
    {
        var digits = new string([.. telephone.Where(char.IsAsciiDigit)]);
        if (digits.StartsWith("0044", StringComparison.Ordinal)) digits = digits[2..];
        return digits.StartsWith("44", StringComparison.Ordinal) && digits.Length >= 12 ? $"0{digits[2..].TrimStart('0')}" : digits;
    }

    // The front page of an organisation is the page of all its services, and tells none from another.
    private static string? PageOf(string? url) =>
        url is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.PathAndQuery.Trim('/').Length > 0
            ? $"{Www().Replace(uri.Host, "")}{uri.PathAndQuery.TrimEnd('/')}".ToLowerInvariant()
            : null;

    private static int[] TrigramsOf(string[] words)
    {
        var trigrams = new HashSet<int>();
        foreach (var word in words)
        {
            var padded = $"  {word} ";
            for (var i = 0; i + 3 <= padded.Length; i++) trigrams.Add(HashCode(padded[i], padded[i + 1], padded[i + 2]));
        }

        return [.. trigrams.Order()];
    }

    // The letters of English fit; others may meet, and then two names look a little more alike.
    private static int HashCode(char first, char second, char third) => ((first & 0x3ff) << 20) | ((second & 0x3ff) << 10) | (third & 0x3ff);

    [GeneratedRegex("^www[.]")]
    private static partial Regex Www();
}
