using System.Security.Cryptography;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using IntegratedCare.Scheduling.Tests.Slots;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Bookings;

public class BookingTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly Caller Gp = new("persona:gp", "GP", Roles.Gp, "pcn-1", "central");
    private static readonly PersonalDataCipher Cipher = Ciphers.New();

    [Fact]
    public void A_new_booking_is_confirmed_and_its_history_begins()
    {
        var booking = Booked();

        Assert.Equal((BookingStatus.Confirmed, 1), (booking.Status, booking.Sequence));
        Assert.Equal(BookingChangeKind.Confirmed, Assert.Single(booking.History).Kind);
    }

    [Fact]
    public void A_closed_booking_never_changes_again()
    {
        Action<Booking>[] changes =
        [
            b => b.Cancel("reason", new(Cipher, b.Id), Gp, Now),
            b => b.RecordAttendance(AttendanceOutcome.Attended, Gp, Now),
            b => b.RecordAttendance(AttendanceOutcome.DidNotAttend, Gp, Now),
            b => b.Reschedule(HoldOf(b.Service.Value), Gp, Now),
        ];
        foreach (var close in changes[..3])
        {
            foreach (var change in changes)
            {
                var booking = Booked();
                close(booking);
                var (status, sequence) = (booking.Status, booking.Sequence);

                var refusal = Assert.Throws<DomainException>(() => change(booking));

                Assert.Equal(BookingErrors.Closed, refusal.Error);
                Assert.Equal((status, sequence), (booking.Status, booking.Sequence));
            }
        }
    }

    [Fact]
    public void A_hold_is_used_once_in_time_by_its_holder()
    {
        var (mine, used) = (HoldOf(Guid.Empty), HoldOf(Guid.Empty, BookingId.New()));

        mine.MustBeFor(Gp, Now);
        Assert.Equal(HoldErrors.Expired, Refusal(() => mine.MustBeFor(Gp, mine.ExpiresAt)));
        Assert.Equal(HoldErrors.Used, Refusal(() => used.MustBeFor(Gp, Now)));
        Assert.Equal(HoldErrors.Unknown, Refusal(() => mine.MustBeFor(Gp with { Subject = "persona:other" }, Now)));
    }

    [Fact]
    public void What_was_sealed_for_one_booking_does_not_open_for_another()
    {
        var (booking, other) = (Booked(), Booked());

        Assert.Equal("Ashworth", booking.Person!.Open(new BookingSeal(Cipher, booking.Id).Row).FamilyName);
        Assert.ThrowsAny<CryptographicException>(() => booking.Person.Open(new BookingSeal(Cipher, other.Id).Row));
    }

    [Theory]
    [InlineData("7KQ2M-9XTDB", "7KQ2M-9XTDB")]
    [InlineData(" 7kq2m 9xtdb ", "7KQ2M-9XTDB")]
    [InlineData("7KQ2M9XTDB", "7KQ2M-9XTDB")]
    [InlineData("OIL00-00000", "01100-00000")]
    [InlineData("not one", "N0T0NE")]
    public void A_reference_is_read_as_people_write_it(string written, string read) =>
        Assert.Equal(read, BookingReference.Normalise(written));

    [Fact]
    public void A_slot_id_survives_the_way_to_the_caller_and_back()
    {
        var id = new SlotId(new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid()), Now);

        Assert.True(SlotId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
        Assert.False(SlotId.TryParse(id.ToString()[1..] + "A", out _) && read != id);
        Assert.False(SlotId.TryParse(new string('_', id.ToString().Length), out _));
    }

    private static DomainError Refusal(Action act) => Assert.Throws<DomainException>(act).Error;

    private static Booking Booked()
    {
        var person = Person.Of(
            new(A.NhsNumber, "Ashworth", "Joan", new(1951, 3, 4), "OL1 2HG"), new(2026, 6, 1));
        var referral = Referral.Of(new(new(2026, 5, 30), A.Reason, Priority.Soon), null, person, new(2026, 6, 1));
        return Booking.Make(new(Cipher, BookingId.New()), HoldOf(Guid.Empty), person, referral, null, Gp, Now);
    }

    private static Hold HoldOf(Guid service, BookingId? usedFor = null) => Hold.Of(
        new(ARota.Line(WorkingPattern.Of(new(Guid.NewGuid(), "09:00", "17:00", Delivery.Home, DayOfWeek.Monday)), minutes: 30, service),
            new(Now.AddDays(1), Now.AddDays(1).AddMinutes(30))),
        Gp, PlaceSettings.Default.HoldEnds(Now), usedFor);
}
