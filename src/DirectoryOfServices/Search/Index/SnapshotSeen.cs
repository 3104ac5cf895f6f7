using System.Globalization;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>A snapshot of the database: which transactions had ended when it was taken (PostgreSQL's <c>pg_snapshot</c>, "xmin:xmax:unfinished").</summary>
/// <param name="SeenTo">Every transaction from here on had not begun, or not ended.</param>
/// <param name="Unfinished">Earlier ones that had not ended.</param>
internal sealed record SnapshotSeen(ulong SeenTo, ulong[] Unfinished)
{
    /// <summary>Nothing has been seen.</summary>
    public static readonly SnapshotSeen Nothing = new(0, []);

    public static SnapshotSeen Parse(string text)
    {
        var parts = text.Split(':');
        ulong[] unfinished = [.. parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
        return new(Number(parts[1]), unfinished);
    }

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
}
