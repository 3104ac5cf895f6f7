using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Tests.Contributions;

public sealed class ScheduleTests
{
    private static readonly FinancialYear Year = new(2026);

    private static AgreedVersion Version(int number, DateOnly from, params ContributionTerms[] contributions) =>
        new(number, A.Terms() with { Contributions = contributions }, from);

    private static List<(DateOnly, long)> Of(Schedule schedule, string partner = A.Council) =>
        [.. schedule.Instalments.Where(i => i.Partner == partner).Select(i => (i.DueOn, i.AmountPence))];

    [Fact]
    public void Four_instalments_give_the_odd_pennies_to_the_first()
    {
        var schedule = Schedule.Of(Year, [Version(1, Year.FirstDay, A.Pays(A.Council, 1_003))]);

        Assert.Equal(
            [(new(2026, 4, 1), 251), (new(2026, 7, 1), 251), (new(2026, 10, 1), 251), (new(2027, 1, 1), 250)], Of(schedule));
        Assert.Equal("R-2026-10-01", schedule.Instalments[2].Name);
    }

    [Fact]
    public void A_variation_changes_only_what_is_not_due_yet()
    {
        var schedule = Schedule.Of(Year,
            [Version(1, Year.FirstDay, A.Pays(A.Council, 400)), Version(2, new(2026, 9, 1), A.Pays(A.Council, 501))]);

        Assert.Equal([(new(2026, 4, 1), 100), (new(2026, 7, 1), 100), (new(2026, 10, 1), 151), (new(2027, 1, 1), 150)], Of(schedule));
        Assert.Equal([100, 100, 100, 100], schedule.Before.Select(i => i.AmountPence));
    }

    [Fact]
    public void A_partner_that_has_been_asked_for_too_much_is_given_it_back()
    {
        var schedule = Schedule.Of(Year,
            [Version(1, Year.FirstDay, A.Pays(A.Council, 400)), Version(2, new(2026, 11, 1), A.Pays(A.Council, 250))]);

        Assert.Equal(
            [(new(2026, 4, 1), 100), (new(2026, 7, 1), 100), (new(2026, 10, 1), 100), (new(2026, 11, 1), -50)], Of(schedule));
    }

    [Fact]
    public void An_increase_after_the_last_instalment_falls_due_at_once()
    {
        var schedule = Schedule.Of(Year,
            [Version(1, Year.FirstDay, A.Pays(A.Council, 400)), Version(2, new(2027, 2, 10), A.Pays(A.Council, 450))]);

        Assert.Equal((new(2027, 2, 10), 50), Of(schedule)[^1]);
    }

    /// <summary>Whatever is agreed and whenever it is varied: the parts add to what the last version says, and what had fallen due stays.</summary>
    [Fact]
    public void The_parts_always_add_to_what_was_agreed_last()
    {
        var random = new Random(20261127);
        for (var run = 0; run < 2_000; run++)
        {
            var versions = new List<AgreedVersion>();
            var from = Year.FirstDay;
            for (var number = 1; number <= random.Next(1, 6); number++)
            {
                versions.Add(Version(number, from, [.. Contributions(random)]));
                from = from.AddDays(random.Next(0, 150));
            }

            foreach (var count in Enumerable.Range(1, versions.Count))
            {
                var schedule = Schedule.Of(Year, versions[..count]);
                var last = versions[count - 1];
                foreach (var (partner, isRecurrent) in versions.SelectMany(v => v.Terms.Contributions).Select(c => (c.Partner, c.IsRecurrent)).Distinct())
                {
                    var agreed = last.Terms.Contributions.Where(c => c.Partner == partner && c.IsRecurrent == isRecurrent).Sum(c => c.AmountPence);
                    Assert.Equal(agreed, schedule.Instalments.Where(i => i.Partner == partner && i.IsRecurrent == isRecurrent).Sum(i => i.AmountPence));
                }

                Assert.Equal(schedule.Instalments.Count, schedule.Instalments.DistinctBy(i => (i.Partner, i.Name)).Count());
                Assert.All(schedule.Instalments, i => Assert.True(Year.Covers(i.DueOn)));
                var cut = last.InForceFrom < Year.LastDay ? last.InForceFrom : Year.LastDay;
                if (count > 1) Assert.Equal(schedule.Before.Where(i => i.DueOn < cut), schedule.Instalments.Where(i => i.DueOn < cut));
            }
        }
    }

    private static IEnumerable<ContributionTerms> Contributions(Random random)
    {
        foreach (var partner in (string[])[A.Council, A.Trust])
            foreach (var isRecurrent in (bool[])[true, false])
            {
                if (random.Next(4) == 0) continue;
                var plan = random.Next(3) switch
                {
                    0 => new InstalmentPlan(InstalmentPattern.Quarterly, random.Next(1, 29)),
                    1 => new InstalmentPlan(InstalmentPattern.Monthly, random.Next(1, 29)),
                    _ => new InstalmentPlan(InstalmentPattern.OnDates, Dates: [.. Enumerable.Range(0, random.Next(1, 25)).Select(n => Year.FirstDay.AddDays(15 * n))]),
                };
                yield return new(partner, random.Next(3) == 0 ? random.Next(0, 30) : random.NextInt64(0, 10_000_000_000_000), isRecurrent, plan);
            }
    }

    [Fact]
    public void The_oldest_open_instalment_is_paid_first_and_the_named_one_before_it()
    {
        Instalment[] due = [new(A.Council, true, new(2026, 4, 1), 100), new(A.Council, true, new(2026, 7, 1), 100), new(A.Council, true, new(2026, 10, 1), 100)];

        var settlement = Settlement.Of(due, [new(new(2026, 5, 1), "a", 120, "R-2026-10-01"), new(new(2026, 6, 1), "b", 90, null)]);

        Assert.Equal([100, 10, 100], settlement.Instalments.Select(s => s.SettledPence));
        Assert.Equal([new DateOnly(2026, 6, 1), null, new DateOnly(2026, 5, 1)], settlement.Instalments.Select(s => s.SettledOn));
        Assert.Equal([61, 142, 0], settlement.Instalments.Select(s => s.DaysLate(A.Today)));
        Assert.Equal(0, settlement.AheadPence);
    }

    /// <summary>No penny of a payment is lost or counted twice, in whatever order payments are given.</summary>
    [Fact]
    public void What_is_settled_and_what_is_ahead_add_to_what_was_paid()
    {
        var random = new Random(7);
        for (var run = 0; run < 1_000; run++)
        {
            var due = Enumerable.Range(0, random.Next(1, 12))
                .Select(n => new Instalment(A.Council, n % 2 == 0, Year.FirstDay.AddDays(20 * n), random.NextInt64(-500, 1_000))).Where(i => i.AmountPence != 0).ToList();
            var paid = Enumerable.Range(0, random.Next(0, 12))
                .Select(n => new Receipt(Year.FirstDay.AddDays(random.Next(300)), $"{n:00}", random.NextInt64(1, 900), due.Count > 0 && random.Next(2) == 0 ? due[random.Next(due.Count)].Name : null))
                .ToList();

            var settlement = Settlement.Of(due, paid);
            var shuffled = Settlement.Of(due, paid.OrderBy(_ => random.Next()));

            var back = -due.Where(i => i.AmountPence < 0).Sum(i => i.AmountPence);
            Assert.Equal(paid.Sum(r => r.AmountPence) + back, settlement.Instalments.Sum(s => s.SettledPence) + settlement.AheadPence);
            Assert.All(settlement.Instalments, s => Assert.InRange(s.SettledPence, 0, s.Instalment.AmountPence));
            Assert.True(settlement.AheadPence == 0 || settlement.Instalments.All(s => s.OpenPence == 0));
            Assert.Equal(settlement.Instalments.Select(s => (s.SettledPence, s.SettledOn)), shuffled.Instalments.Select(s => (s.SettledPence, s.SettledOn)));
        }
    }
}
