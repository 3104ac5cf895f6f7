using System.Reflection;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Architecture.Tests.Errors;

public sealed partial class ErrorCodeTests
{
    private static readonly DomainError[] Declared =
    [
        .. Repository.Production.SelectMany(a => a.GetTypes()).Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(DomainError)).Select(f => (DomainError)f.GetValue(null)!),
    ];

    [Fact]
    public void A_code_is_a_noun_and_a_reason()
    {
        var odd = Declared.Select(e => e.Code).Where(c => !Form().IsMatch(c));

        Assert.True(!odd.Any(), $"{string.Join(", ", odd)}: a code reads noun.kebab-reason, because programs match on it");
    }

    [Fact]
    public void A_code_means_one_thing()
    {
        var twice = Declared.GroupBy(e => e.Code).Where(g => g.Distinct().Count() > 1).Select(g => g.Key);

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
        var lines = Declared.Select(e => $"{(int)e.Kind} {e.Code}").Distinct()
            .OrderBy(l => l.Split(' ')[1], StringComparer.Ordinal).ToArray();
        Snapshots.AssertMatches(path, string.Join('\n', lines) + "\n",
            "codes are the contract with programs: one may be added, none renamed or reused");
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Form();
}
