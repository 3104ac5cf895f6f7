using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>When each partner pays what it agreed to, by every version of the agreement that had been agreed by a day.</summary>
/// <remarks>
/// A variation changes only what is not due yet on the day from which it holds: the new amount, less what has fallen due, is spread over the days
/// that are left. So the parts of each contribution always add to what the last version says, to the penny.
/// </remarks>
internal sealed class Schedule
{
    private Schedule(IReadOnlyList<Instalment> instalments, IReadOnlyList<Instalment> before) => (Instalments, Before) = (instalments, before);

    /// <summary>By day, then partner, recurrent ones first.</summary>
    public IReadOnlyList<Instalment> Instalments { get; }

    /// <summary>The same as the version before the last would have had it; as <see cref="Instalments"/> where there was none.</summary>
    public IReadOnlyList<Instalment> Before { get; }

    public static Schedule Of(FinancialYear year, IReadOnlyList<AgreedVersion> versions)
    {
        IReadOnlyList<Instalment> instalments = [], before = [];
        foreach (var (index, version) in versions.Index())
        {
            before = instalments;
            instalments = Follow(instalments, version, year, isFirst: index == 0);
            if (index == 0) before = instalments;
        }

        return new(instalments, before);
    }

    public Instalment? Find(string partner, string name) =>
        Instalments.FirstOrDefault(instalment => instalment.Partner == partner && instalment.Name == name);

    private static List<Instalment> Follow(IReadOnlyList<Instalment> standing, AgreedVersion version, FinancialYear year, bool isFirst)
    {
        // A variation that comes after the year is over still falls due within it, on its last day.
        var from = Within(year, version.InForceFrom);
        var kept = standing.Where(instalment => instalment.DueOn < from).ToList();
        var agreed = version.Terms.Contributions.ToDictionary(terms => (terms.Partner, terms.IsRecurrent));
        var all = agreed.Keys.Union(standing.Select(instalment => (instalment.Partner, instalment.IsRecurrent)));
        var following = new List<Instalment>(kept);
        foreach (var (partner, isRecurrent) in all)
        {
            var terms = agreed.GetValueOrDefault((partner, isRecurrent));
            var fallen = kept.Where(i => i.Partner == partner && i.IsRecurrent == isRecurrent).Sum(i => i.AmountPence);
            var rest = checked((terms?.AmountPence ?? 0) - fallen);
            if (rest == 0) continue;

            // The first version holds for its whole year, though some of its days may lie before the day from which it does.
            DateOnly[] days = [.. (terms?.Instalments.DueDates(year) ?? []).Where(day => isFirst || day >= from)];
            if (rest < 0 || days.Length == 0) days = [from];
            following.AddRange(days.Zip(Instalment.EqualParts(rest, days.Length), (day, part) => new Instalment(partner, isRecurrent, day, part)));
        }

        return [.. following.Where(i => i.AmountPence != 0)
            .OrderBy(i => i.DueOn).ThenBy(i => i.Partner, StringComparer.Ordinal).ThenByDescending(i => i.IsRecurrent)];
    }

    private static DateOnly Within(FinancialYear year, DateOnly day) =>
        day < year.FirstDay ? year.FirstDay : day > year.LastDay ? year.LastDay : day;
}

/// <summary>The terms of a version, and the day from which they hold.</summary>
internal readonly record struct AgreedVersion(int Number, AgreementTerms Terms, DateOnly InForceFrom);
