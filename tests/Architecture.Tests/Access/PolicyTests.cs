using System.Reflection;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Architecture.Tests.Access;

public sealed partial class PolicyTests
{
    [Fact]
    public void A_policy_is_found_in_code_by_its_public_name()
    {
        var fields = typeof(Policies).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(Policy)).ToList();

        var strays = fields.Where(f => f.Name != InCode(((Policy)f.GetValue(null)!).Name)).Select(f => f.Name);

        Assert.True(!strays.Any(), $"{string.Join(", ", strays)}: whoever reads a policy's name in an audit searches the code for it");
        Assert.Equal(fields.Count, Policies.All.Count);
    }

    [Fact]
    public void Every_row_of_the_table_can_be_read_by_a_stranger()
    {
        Assert.Equal(Policies.All.Count, Policies.All.Select(p => p.Name).Distinct().Count());
        Assert.All(Policies.All, policy =>
        {
            Assert.Matches(Name(), policy.Name);
            Assert.Matches(Sentence(), policy.Sentence);
            Assert.Matches(Sentence(), policy.Relationship.Sentence);
            Assert.NotEmpty(policy.Roles);
            Assert.Equal(policy.Roles.Distinct(), policy.Roles);
            Assert.Subset(Roles.All.ToHashSet(), policy.Roles.ToHashSet());
        });
    }

    [Fact]
    public void What_concerns_a_person_is_never_open_to_whoever_runs_the_system()
    {
        // Telling of an incident, and following one's own, is everybody's right and duty.
        Policy[] everybodys = [Policies.IncidentLog, Policies.IncidentRead];

        var open = Policies.All.Except(everybodys)
            .Where(p => p.IsPersonal && p.Roles.Any(r => r is Roles.Operator or Roles.PlaceLoader)).Select(p => p.Name);

        Assert.True(!open.Any(), $"{string.Join(", ", open)}: to run the system one need not know who is in care");
    }

    private static string InCode(string name) =>
        string.Concat(name.Split('.', '-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Z].+[.]$")]
    private static partial Regex Sentence();
}
