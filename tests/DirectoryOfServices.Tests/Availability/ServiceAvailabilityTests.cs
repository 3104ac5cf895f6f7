using IntegratedCare.DirectoryOfServices.Availability;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Tests.Availability;

public sealed class ServiceAvailabilityTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void In_whatever_order_and_however_often_things_are_heard_the_highest_version_stands()
    {
        var random = new Random(20260105);
        for (var n = 0; n < 200; n++)
        {
            var heard = Enumerable.Range(1, 8).SelectMany(version => Enumerable.Repeat(version, random.Next(1, 3))).ToArray();
            random.Shuffle(heard);
            var availability = ServiceAvailability.Of(new ServiceId(Guid.NewGuid()));

            foreach (var version in heard)
                availability.Hear(version, [new("east", Now.AddHours(version))], exhausted: version % 2 == 0, Now.AddMinutes(version));

            Assert.Equal((8, true, Now.AddHours(8), Now.AddMinutes(8)),
                (availability.Version, availability.Exhausted, availability.StartsAt, availability.SaidAt));
        }
    }

    [Fact]
    public void The_next_start_is_the_neighbourhoods_own_and_one_that_has_begun_is_none()
    {
        var availability = ServiceAvailability.Of(new ServiceId(Guid.NewGuid()));
        availability.Hear(1, [new("east", Now.AddHours(2)), new("west", Now.AddHours(1))], false, Now);

        Assert.Equal(Now.AddHours(1), availability.NextFor(null, Now));
        Assert.Equal(Now.AddHours(2), availability.NextFor("east", Now));
        Assert.Null(availability.NextFor("north", Now));
        Assert.Null(availability.NextFor("west", Now.AddHours(1)));
        Assert.Equal(Now.AddHours(2), availability.NextFor("east", Now.AddHours(1)));
    }
}
