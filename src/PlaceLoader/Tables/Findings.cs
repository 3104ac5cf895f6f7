using System.Globalization;

namespace IntegratedCare.PlaceLoader.Tables;

/// <summary>Where in the place's data a record stands, so that whoever keeps the data can go straight there.</summary>
internal readonly record struct RowReference(string File, int Line)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");
}

/// <summary>
/// One thing wrong, or worth knowing, in one row. An error stops the load; a warning is reported and the data kept
/// exactly as written.
/// </summary>
internal sealed record Finding(RowReference Row, string Reason, bool IsError)
{
    public override string ToString() => $"{(IsError ? "error" : "warning")} {Row} {Reason}";
}

/// <summary>Everything found while a place is read and checked; collected, so that one run reports it all.</summary>
internal sealed class Findings
{
    private readonly List<Finding> found = [];

    public bool HasErrors => found.Exists(finding => finding.IsError);

    /// <summary>True when a table could not be read at all, so that a reference to it proves nothing.</summary>
    public bool TableUnread { get; private set; }

    public IReadOnlyList<Finding> All =>
        [.. found.OrderBy(finding => finding.Row.File, StringComparer.Ordinal).ThenBy(finding => finding.Row.Line)];

    public void Error(RowReference row, string reason) => found.Add(new(row, reason, IsError: true));

    public void Unread(RowReference row, string reason)
    {
        TableUnread = true;
        Error(row, reason);
    }

    public void Warning(RowReference row, string reason) => found.Add(new(row, reason, IsError: false));

    /// <summary>Reports every row whose key an earlier row already has.</summary>
    public void Repeats<T>(IEnumerable<T> rows, Func<T, string> key, Func<T, RowReference> reference, string what)
    {
        foreach (var same in rows.GroupBy(key, StringComparer.Ordinal).Where(group => group.Key.Length > 0))
            foreach (var repeat in same.Skip(1))
                Error(reference(repeat), $"{what} '{same.Key}' is already at {reference(same.First())}");
    }
}
