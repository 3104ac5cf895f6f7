using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>Finds what comes along with a page, a query for each rule and round.</summary>
internal static class Inclusion
{
    /// <summary>A page brings no more than this along; where there is more the answer says so.</summary>
    public const int ResourcesMax = 500;
    private const int RoundsMax = 3;

    /// <summary>The ids that come along, by type, none of them a match; and whether some were left behind.</summary>
    public static async Task<(Dictionary<string, HashSet<Guid>> Included, bool Incomplete)> FindAsync(
        DirectoryDb db, string type, Guid[] matches, IReadOnlyList<IncludeRule> rules, CancellationToken cancellationToken)
    {
        var included = new Dictionary<string, HashSet<Guid>>();
        var known = new HashSet<(string, Guid)>(matches.Select(id => (type, id)));
        var frontier = new Dictionary<string, Guid[]> { [type] = matches };
        for (var round = 0; round < RoundsMax && frontier.Count > 0; round++)
        {
            var found = new Dictionary<string, List<Guid>>();
            foreach (var rule in rules.Where(r => (round == 0 || r.Iterates) && frontier.ContainsKey(r.From)))
            {
                var left = ResourcesMax - (known.Count - matches.Length);
                var ids = await db.Database.SqlQuery<Guid>(Sql.Flat(
                    $"""select distinct id as "Value" from ({rule.Ids(frontier[rule.From])}) found(id) order by id limit {ResourcesMax + matches.Length + 1}"""))
                    .ToListAsync(cancellationToken);
                foreach (var id in ids.Where(id => known.Add((rule.To, id))))
                {
                    if (left-- <= 0) return (included, true);

                    Add(included, rule.To).Add(id);
                    if (!found.TryGetValue(rule.To, out var list)) found[rule.To] = list = [];
                    list.Add(id);
                }
            }

            frontier = found.ToDictionary(f => f.Key, f => f.Value.ToArray());
        }

        return (included, false);
    }

    private static HashSet<Guid> Add(Dictionary<string, HashSet<Guid>> included, string type)
    {
        if (!included.TryGetValue(type, out var ids)) included[type] = ids = [];
        return ids;
    }
}
