namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>How much two entries look like one service, from 0 to 1, and by what.</summary>
/// <remarks>
/// The name decides most; who provides it, where, and how it is reached speak for or against. The same name at other sites or for other
/// neighbourhoods is what a service looks like that is given in several places, so that counts against.
/// </remarks>
internal readonly record struct Resemblance(double Score, IReadOnlyList<DuplicateReason> Reasons)
{
    /// <summary>Below this, names are alike by chance.</summary>
    public const double NameMin = 0.35;

    private const double NameWeight = 0.55;
    private const double ProviderWeight = 0.15;
    private const double VenueWeight = 0.1;
    private const double ContactWeight = 0.2;
    private const double ElsewherePenalty = 0.2;

    public static Resemblance Of(Comparable one, Comparable other)
    {
        var name = NameLikeness(one.Trigrams, other.Trigrams);
        if (name < NameMin) return new(0, []);

        var reasons = new List<DuplicateReason> { name >= 0.999 ? DuplicateReason.SameName : DuplicateReason.LikeName };
        var score = NameWeight * name;
        if (one.Provider == other.Provider)
        {
            score += ProviderWeight;
            reasons.Add(DuplicateReason.SameProvider);
        }

        if (Meet(one.Sites, other.Sites))
        {
            score += VenueWeight;
            reasons.Add(DuplicateReason.SameVenue);
        }

        var contact = reasons.Count;
        if (Meet(one.Telephones, other.Telephones)) reasons.Add(DuplicateReason.SameTelephone);
        if (Meet(one.Emails, other.Emails)) reasons.Add(DuplicateReason.SameEmail);
        if (one.Page is { } page && page == other.Page) reasons.Add(DuplicateReason.SamePage);
        if (reasons.Count > contact) score += ContactWeight;
        if (Apart(one.Sites, other.Sites) || Apart(one.Neighbourhoods, other.Neighbourhoods))
        {
            score -= ElsewherePenalty;
            reasons.Add(DuplicateReason.Elsewhere);
        }

        return new(Math.Round(Math.Clamp(score, 0, 1), 3), reasons);
    }

    // Jaccard's measure over trigrams: what pg_trgm's similarity() says.
    internal static double NameLikeness(int[] one, int[] other)
    {
        var (i, j, shared) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j]) (i, j, shared) = (i + 1, j + 1, shared + 1);
            else if (one[i] < other[j]) i++;
            else j++;
        }

        var all = one.Length + other.Length - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    private static bool Meet<T>(T[] one, T[] other) => one.Length > 0 && other.Length > 0 && one.Intersect(other).Any();

    private static bool Apart<T>(T[] one, T[] other) => one.Length > 0 && other.Length > 0 && !one.Intersect(other).Any();
}

/// <summary>What speaks for two entries being one service, or against it.</summary>
public enum DuplicateReason
{
    /// <summary>The telling words of the name are the same.</summary>
    SameName,

    /// <summary>The names are alike.</summary>
    LikeName,

    /// <summary>One organisation provides both.</summary>
    SameProvider,

    /// <summary>Both are given at one site.</summary>
    SameVenue,

    /// <summary>One number rings for both.</summary>
    SameTelephone,

    /// <summary>One mailbox takes the mail of both.</summary>
    SameEmail,

    /// <summary>One page speaks of both.</summary>
    SamePage,

    /// <summary>Against: they are given at other sites, or for other neighbourhoods.</summary>
    Elsewhere,
}
