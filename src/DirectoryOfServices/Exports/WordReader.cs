using System.Globalization;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>The words of a thing in a cell, one after another; what follows <c>#</c> is its notes.</summary>
internal sealed class WordReader
{
    private readonly string[] words;
    private int next;

    public WordReader(string escaped)
    {
        var mark = escaped.IndexOf('#', StringComparison.Ordinal);
        var text = mark < 0 ? escaped : escaped[..mark];
        Notes = mark < 0 ? null : ListText.Read(ListText.Trim(escaped[(mark + 1)..]));
        words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToLowerInvariant())];
    }

    /// <summary>Null: there are none.</summary>
    public string? Notes { get; }

    public bool TryTake(string word)
    {
        if (next >= words.Length || words[next] != word) return false;
        next++;
        return true;
    }

    public string? TryTakeAny() => next < words.Length ? words[next++] : null;

    public string Take(string what) => TryTakeAny() ?? throw new UnreadableCellException($"It ends where {what} must stand.");

    public Guid TakeId() => Guid.TryParseExact(Take("a site's id"), "D", out var id)
        ? id
        : throw new UnreadableCellException("After at stands a site's id.");

    public static int Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new UnreadableCellException("Here stands a whole number.");
}
