using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Architecture.Tests.Errors;

public sealed partial class ErrorCodeTests
{
    private static readonly Refusal[] Declared = [.. Written().Concat(OfStatuses()).Distinct()];

    [Fact]
    public void A_code_is_a_noun_and_a_reason()
    {
        var odd = Declared.Select(e => e.Code).Where(c => !Form().IsMatch(c));

        Assert.True(!odd.Any(), $"{string.Join(", ", odd)}: a code reads noun.kebab-reason, because programs match on it");
    }

    [Fact]
    public void A_code_means_one_thing()
    {
        var twice = Declared.GroupBy(e => e.Code).Where(g => g.DistinctBy(e => e.Status).Count() > 1).Select(g => g.Key);

        Assert.True(!twice.Any(), $"{string.Join(", ", twice)} is declared with two meanings");
    }

    [Fact]
    public void A_title_is_a_sentence()
    {
        var odd = Declared.Where(e => !e.Title.EndsWith('.') || !char.IsUpper(e.Title[0])).Select(e => e.Code);

        Assert.Empty(odd);
    }

    [Fact]
    public void Every_code_is_in_the_committed_list_and_none_has_left_it()
    {
        var path = Path.Combine(Repository.Root, "tests/Architecture.Tests/Errors/codes.txt");
        var lines = Declared.Select(e => $"{e.Status} {e.Code}").Distinct()
            .OrderBy(l => l.Split(' ')[1], StringComparer.Ordinal).ToArray();
        Snapshots.AssertMatches(path, string.Join('\n', lines) + "\n",
            "codes are the contract with programs: one may be added, none renamed or reused");
    }

    // A refusal is a value with a code, a title, and a status or the kind that decides it; each is a static field.
    private static IEnumerable<Refusal> Written() =>
        from type in Repository.Production.SelectMany(a => a.GetTypes())
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType.GetProperty("Code")?.PropertyType == typeof(string)
        let status = field.FieldType.GetProperty("Status") ?? field.FieldType.GetProperty(nameof(DomainError.Kind))
        let title = field.FieldType.GetProperty("Title")
        where status is not null && title is not null
        let refusal = field.GetValue(null)
        select new Refusal(
            (string)field.FieldType.GetProperty("Code")!.GetValue(refusal)!,
            Convert.ToInt32(status.GetValue(refusal), CultureInfo.InvariantCulture),
            (string)title.GetValue(refusal)!);

    // What the framework refuses gets its code from the status. Of the codes for "any other" the first status stands in the list.
    private static IEnumerable<Refusal> OfStatuses()
    {
        var forStatus = typeof(RequestErrors).GetMethod("ForStatus", BindingFlags.Static | BindingFlags.NonPublic)!;
        return Enumerable.Range(400, 200)
            .Select(status => (Status: status, Said: ((string Code, string Title))forStatus.Invoke(null, [status])!))
            .DistinctBy(known => known.Said.Code)
            .Select(known => new Refusal(known.Said.Code, known.Status, known.Said.Title));
    }

    private sealed record Refusal(string Code, int Status, string Title);

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Form();
}
