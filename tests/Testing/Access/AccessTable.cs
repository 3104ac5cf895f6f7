using System.Text;

namespace IntegratedCare.Testing.Access;

/// <summary>What becomes of a caller at an endpoint's door, before the use case looks at the record.</summary>
public enum Answer
{
    /// <summary>Let in: what follows is the use case's own answer.</summary>
    Yes,

    /// <summary>401: unknown here.</summary>
    Unknown,

    /// <summary>403: known, and may not.</summary>
    Refused,
}

/// <summary>An endpoint, the policy that it names, and what becomes of each caller there.</summary>
public sealed record AccessRow(string Service, string Method, string Path, string Policy, IReadOnlyList<Answer> Answers);

/// <summary>The committed table of every endpoint and every caller, as people read and review it.</summary>
public sealed record AccessTable(IReadOnlyList<string> Callers, IReadOnlyList<AccessRow> Rows)
{
    /// <summary>Where it is kept, from the repository's root.</summary>
    public const string File = "tests/EndToEnd.Tests/Access/access-table.txt";

    private const string Between = " | ";

    // Room to spare, so that one long path more does not change every line of the file.
    private static readonly int[] WidthsMin = [11, 76, 22];

    private const string Legend = """
        # Every endpoint and every caller: who is let in (yes), who is not known there (401), who is known and refused (403).
        # What the use case says to those let in (whose record it is, whether it exists) stands in Policies.cs, not here.
        # Written from the policies in code:  WRITE_SNAPSHOTS=1 dotnet test tests/Architecture.Tests
        # Proven on the running system:       dotnet test tests/EndToEnd.Tests --filter AccessTableTests


        """;

    /// <summary>The table as it is committed.</summary>
    public string Write()
    {
        IReadOnlyList<string>[] lines =
        [
            ["service", "endpoint", "policy", .. Callers],
            .. Rows.Select(row => (IReadOnlyList<string>)[row.Service, $"{row.Method} {row.Path}", row.Policy, .. row.Answers.Select(Word)]),
        ];
        var widths = Enumerable.Range(0, lines[0].Count)
            .Select(column => lines.Max(line => Math.Max(line[column].Length, WidthsMin.ElementAtOrDefault(column)))).ToArray();

        var text = new StringBuilder(Legend.ReplaceLineEndings("\n"));
        foreach (var line in lines)
            text.Append(string.Join(Between, line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static AccessTable Read(string text)
    {
        var lines = text.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        return new(
            lines[0][3..],
            [.. lines.Skip(1).Select(cells =>
            {
                var endpoint = cells[1].Split(' ', 2);
                return new AccessRow(cells[0], endpoint[0], endpoint[1], cells[2], [.. cells[3..].Select(Of)]);
            })]);
    }

    private static string Word(Answer answer) => answer switch
    {
        Answer.Yes => "yes",
        Answer.Unknown => "401",
        Answer.Refused => "403",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static Answer Of(string word) => word switch
    {
        "yes" => Answer.Yes,
        "401" => Answer.Unknown,
        "403" => Answer.Refused,
        _ => throw new FormatException($"'{word}' is no answer of the access table."),
    };
}
