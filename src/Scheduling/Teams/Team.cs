using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Scheduling.Teams;

internal readonly record struct TeamId(Guid Value) : IEntityId<TeamId>
{
    public static TeamId From(Guid value) => new(value);
}

/// <summary>A team without walls: it serves neighbourhoods and is staffed by members of any partner.</summary>
internal sealed class Team
{
    private readonly List<Member> members = [];
    private readonly List<Offer> offers = [];
    private readonly List<WorkingPattern> patterns = [];

    public required TeamId Id { get; init; }
    public required string Name { get; set; }
    public required List<string> NeighbourhoodCodes { get; set; }

    /// <summary>True where no source names the team: people are shown that it was made up for a demonstration.</summary>
    public bool IsDemonstration { get; set; }

    public IReadOnlyList<Member> Members => members;
    public IReadOnlyList<Offer> Offers => offers;
    public IReadOnlyList<WorkingPattern> Patterns => patterns;

    public static Team Of(TeamId id, PutTeamRequest asked)
    {
        var team = new Team { Id = id, Name = asked.Name, NeighbourhoodCodes = [] };
        team.Become(asked);
        return team;
    }

    /// <summary>Takes the team's whole description. What already reads so is left alone, so that the caller learns whether anything changed.</summary>
    public void Become(PutTeamRequest asked)
    {
        TeamRules.Check(asked);
        Name = asked.Name;
        NeighbourhoodCodes = [.. asked.NeighbourhoodCodes.Distinct().Order(StringComparer.Ordinal)];
        IsDemonstration = asked.IsDemonstration;
        StaffWith(asked.Members);
        Offer(asked.Services);
        Work([.. asked.WorkingPatterns.Select(WorkingPattern.Of)]);
    }

    /// <summary>True where the description says of the team what is so already, except when its members work.</summary>
    public bool DiffersInPatternsOnly(PutTeamRequest asked)
    {
        var wanted = Of(Id, asked);
        return Name == wanted.Name && IsDemonstration == wanted.IsDemonstration && NeighbourhoodCodes.SequenceEqual(wanted.NeighbourhoodCodes)
            && Members.Where(m => m.IsActive).OrderBy(m => m.Id.Value).Select(m => m.Read).SequenceEqual(wanted.Members.OrderBy(m => m.Id.Value).Select(m => m.Read))
            && Offers.OrderBy(o => o.Service.Value).Select(o => o.Read).SequenceEqual(wanted.Offers.OrderBy(o => o.Service.Value).Select(o => o.Read));
    }

    // Who leaves the team stays known: bookings made with them keep their name.
    private void StaffWith(IReadOnlyList<MemberEntry> wanted)
    {
        foreach (var leaver in members.Where(m => wanted.All(w => w.Id != m.Id.Value))) leaver.Leave();
        foreach (var entry in wanted)
        {
            var member = members.Find(m => m.Id.Value == entry.Id);
            if (member is null) members.Add(Member.Of(entry));
            else member.Become(entry);
        }
    }

    private void Offer(IReadOnlyList<OfferEntry> wanted)
    {
        offers.RemoveAll(o => !wanted.Any(w => w.ServiceId == o.Service.Value));
        foreach (var entry in wanted)
        {
            var standing = offers.Find(o => o.Service.Value == entry.ServiceId);
            if (standing is null) offers.Add(Teams.Offer.Of(entry));
            else standing.Become(entry);
        }
    }

    private void Work(List<WorkingPattern> wanted)
    {
        patterns.RemoveAll(p => !wanted.Any(p.ReadsLike));
        patterns.AddRange(wanted.Where(w => !patterns.Any(w.ReadsLike)).ToList());
    }
}
