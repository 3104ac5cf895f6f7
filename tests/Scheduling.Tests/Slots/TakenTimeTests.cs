using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Tests.Slots;

public class TakenTimeTests
{
    private static readonly DateTime Begin = new(2026, 3, 28, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_overlaps_is_what_looking_at_every_stretch_would_find()
    {
        var random = new Random(20260328);
        for (var n = 0; n < 2_000; n++)
        {
            var stretches = Stretches(random, random.Next(12));
            var taken = new TakenTime(stretches);
            for (var asked = 0; asked < 20; asked++)
            {
                var start = Begin.AddMinutes(random.Next(-60, 2_000));
                var end = start.AddMinutes(random.Next(1, 200));

                Assert.Equal(stretches.Any(s => s.Start < end && start < s.End), taken.Overlaps(start, end));
            }
        }
    }

    [Fact]
    public void A_day_read_anew_takes_the_place_of_what_began_in_it()
    {
        var random = new Random(20260329);
        for (var n = 0; n < 1_000; n++)
        {
            var (before, after) = (Stretches(random, random.Next(20)), Stretches(random, random.Next(20)));
            var (from, until) = (Begin.AddMinutes(600), Begin.AddMinutes(1_200));
            var anew = after.Where(s => s.Start >= from && s.Start < until).ToList();
            var expected = before.Where(s => s.Start < from || s.Start >= until).Concat(anew).ToList();

            var taken = new TakenTime(before).With(from, until, anew);

            Assert.Equal(expected.Select(s => s.LapsesAt).Append(DateTime.MaxValue).Min(), taken.LapsesAt);
            for (var minute = 0; minute < 2_000; minute += 7)
            {
                var (start, end) = (Begin.AddMinutes(minute), Begin.AddMinutes(minute + 5));
                Assert.Equal(expected.Any(s => s.Start < end && start < s.End), taken.Overlaps(start, end));
            }
        }
    }

    // They lie on top of each other, begin together, and some lapse.
    private static List<TakenStretch> Stretches(Random random, int count)
    {
        var stretches = new List<TakenStretch>();
        for (var n = 0; n < count; n++)
        {
            var start = Begin.AddMinutes(random.Next(1_900));
            stretches.Add(new(start, start.AddMinutes(random.Next(1, 300)), random.Next(3) == 0 ? start.AddMinutes(-random.Next(500)) : DateTime.MaxValue));
        }

        return stretches;
    }
}
