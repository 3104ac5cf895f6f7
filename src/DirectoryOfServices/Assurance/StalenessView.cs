using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>How far an entry is to be doubted, and why.</summary>
/// <param name="ServiceId">The entry.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">The kind of care.</param>
/// <param name="Provider">Who provides it.</param>
/// <param name="Score">0: not at all; 100: it is as good as useless.</param>
/// <param name="AssuredOn">When somebody last said that it is right; absent: never.</param>
/// <param name="AssuredBy">Who.</param>
/// <param name="IsSelfAssured">That was the provider itself.</param>
/// <param name="DueOn">Until when that is believed.</param>
/// <param name="Because">Why somebody should look at it; absent: nobody need do so now.</param>
/// <param name="Parts">What the score is made of.</param>
public sealed record StalenessView(
    Guid ServiceId,
    string Name,
    ServiceCategory Category,
    EntryProvider Provider,
    int Score,
    DateOnly? AssuredOn,
    string? AssuredBy,
    bool IsSelfAssured,
    DateOnly? DueOn,
    DueBecause? Because,
    IReadOnlyList<StalenessPart> Parts)
{
    internal static StalenessView Of(Dossier entry, int assuranceMonths, DateTimeOffset now)
    {
        var parts = Staleness.PartsOf(entry, assuranceMonths, now);
        return new(
            entry.Id, entry.Name, entry.Category, new(entry.ProviderId, entry.ProviderName), Staleness.Of(entry, assuranceMonths, now),
            entry.AssuredOn, entry.AssuredBy, entry.IsSelfAssured, Staleness.DueOn(entry.AssuredOn, assuranceMonths),
            Staleness.Due(entry, assuranceMonths, now),
            [.. parts.Select(part => part with { Points = Math.Round(part.Points, 1) })]);
    }
}

/// <summary>Who provides the service of an entry.</summary>
public sealed record EntryProvider(Guid Id, string Name);
