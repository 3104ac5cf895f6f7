using IntegratedCare.Scheduling.People;

namespace IntegratedCare.Scheduling.Tests.People;

public class RetentionPolicyTests
{
    private static readonly RetentionPolicy Policy = new();

    [Theory]
    [InlineData("2026-06-01", "1951-03-04", "2034-06-01")]      // an adult: eight years
    [InlineData("2026-06-01", "2016-03-04", "2041-03-04")]      // a child of ten: until the 25th birthday
    [InlineData("2026-06-01", "2009-03-04", "2035-03-04")]      // at seventeen: until the 26th
    [InlineData("2026-06-01", "2008-06-01", "2034-06-01")]      // eighteen on the day
    public void Adults_records_are_kept_eight_years_and_childrens_until_they_are_twenty_five(string ended, string born, string until) =>
        Assert.Equal(DateOnly.Parse(until), Policy.KeptUntil(DateTimeOffset.Parse(ended + "T12:00:00Z"), DateOnly.Parse(born)));

    [Fact]
    public void A_place_that_keeps_longer_keeps_childrens_records_no_shorter() =>
        Assert.Equal(new(2056, 6, 1), new RetentionPolicy { BookingYears = 30 }.KeptUntil(
            DateTimeOffset.Parse("2026-06-01T12:00:00Z"), new(2016, 3, 4)));
}
