using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Tests.Messages;

public class MessageWordsTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 3, 14, 15, 0, TimeSpan.Zero);

    [Fact]
    public void A_confirmation_says_what_when_where_with_whom_and_how_to_change_it() => Assert.Equal(
        [
            "You have an appointment for Wound care.",
            "When: Thursday 3 December at 2.15pm",
            "Where: Integrated Care Centre, New Radcliffe Street, Oldham, OL1 1NL",
            "Who you will see: Community nurse, Central neighbourhood nursing team",
            "We know that you need: Bengali interpreter",
            "Can you not come? Please tell us as soon as you can. Then somebody else can have this time. "
                + "Call 0161 496 0999 and say your reference 7KQ2M-9XTDB.",
        ],
        Words(MessageKind.Confirmation).Paragraphs);

    [Fact]
    public void An_address_that_begins_with_the_sites_name_says_it_once() => Assert.Contains(
        "Where: Integrated Care Centre, New Radcliffe Street, Oldham, OL1 1NL",
        new MessageWords(
            MessageKind.Confirmation, Appointment(Start) with { Address = "Integrated Care Centre, New Radcliffe Street, Oldham" }, "0161 496 0999").Paragraphs);

    [Fact]
    public void What_people_bring_or_do_beforehand_is_told_unless_they_are_not_to_come()
    {
        var appointment = Appointment(Start);
        var prepared = appointment with { Entry = appointment.Entry with { Preparation = "Drink a pint of water first" } };

        foreach (var kind in (MessageKind[])[MessageKind.Confirmation, MessageKind.Rescheduled, MessageKind.Reminder])
        {
            var words = new MessageWords(kind, prepared, "0161 496 0999");
            Assert.Contains("Please prepare: Drink a pint of water first", words.Paragraphs);
            Assert.Contains(" Drink a pint of water first. To change or cancel:", words.Text, StringComparison.Ordinal);
        }

        var cancelled = new MessageWords(MessageKind.Cancelled, prepared, "0161 496 0999");
        Assert.DoesNotContain("water", string.Join(' ', [.. cancelled.Paragraphs, cancelled.Text]), StringComparison.Ordinal);
        var longer = new MessageWords(MessageKind.Confirmation,
            prepared with { Entry = prepared.Entry with { Preparation = new('x', 500) } }, "0161 496 0999").Text;
        Assert.DoesNotContain("xxx", longer, StringComparison.Ordinal);
        Assert.Contains("with Community nurse", longer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageKind.Confirmation, "Your appointment on Thursday 3 December", "You have an appointment for")]
    [InlineData(MessageKind.Rescheduled, "Your appointment is now on Thursday 3 December", "has changed. This is what holds now.")]
    [InlineData(MessageKind.Cancelled, "Your appointment on Thursday 3 December is cancelled", "is cancelled. Please do not come.")]
    [InlineData(MessageKind.Reminder, "A reminder of your appointment on Thursday 3 December", "remind you of your appointment")]
    public void Each_kind_says_what_has_become_of_the_appointment(MessageKind kind, string subject, string opening)
    {
        Assert.Equal(subject, Words(kind).Subject);
        Assert.Contains(opening, Words(kind).Paragraphs[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-03T09:00:00Z", "Thursday 3 December at 9am")]
    [InlineData("2026-12-03T12:00:00Z", "Thursday 3 December at midday")]
    [InlineData("2026-12-03T12:30:00Z", "Thursday 3 December at 12.30pm")]
    [InlineData("2026-06-30T23:00:00Z", "Wednesday 1 July at midnight")]
    [InlineData("2027-03-28T00:59:00Z", "Sunday 28 March at 12.59am")]
    [InlineData("2027-03-28T01:00:00Z", "Sunday 28 March at 2am")]
    [InlineData("2026-10-25T00:30:00Z", "Sunday 25 October at 1.30am (before the clocks go back)")]
    [InlineData("2026-10-25T01:30:00Z", "Sunday 25 October at 1.30am (after the clocks go back)")]
    [InlineData("2028-02-29T10:05:00Z", "Tuesday 29 February at 10.05am")]
    public void A_time_is_said_as_people_say_it_by_Londons_clocks(string instant, string said) =>
        Assert.Equal(said, PlainTime.Of(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_text_never_has_more_than_two_parts_and_always_the_time_and_the_reference()
    {
        var random = new Random(7);
        string Name(int longest) => string.Concat(Enumerable.Range(0, random.Next(1, longest)).Select(_ => "abcdefgh i"[random.Next(10)])).Trim() + "x";
        for (var run = 0; run < 2_000; run++)
        {
            var appointment = Appointment(Start.AddMinutes(random.Next(400_000))) with
            {
                Service = Name(200), Team = Name(200), Profession = Name(100), Site = Name(200), Address = Name(600),
                Delivery = (Delivery)random.Next(Enum.GetValues<Delivery>().Length),
            };
            var phone = random.Next(2) == 0 ? null : "+44 (0)161 496 09999";
            foreach (var kind in Enum.GetValues<MessageKind>())
            {
                var text = new MessageWords(kind, appointment, phone).Text;
                Assert.InRange(text.Length, 1, MessageWords.TextLengthMax);
                Assert.Contains(PlainTime.Of(appointment.StartsAt), text, StringComparison.Ordinal);
                Assert.Contains(appointment.Reference, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void No_sentence_is_longer_than_twenty_words()
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            foreach (var sentence in Words(kind).Paragraphs.SelectMany(p => p.Split(['.', '?'], StringSplitOptions.RemoveEmptyEntries)))
                Assert.InRange(sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 0, 20);
        }
    }

    [Theory]
    [InlineData("07700 900123", "447700900123")]
    [InlineData("+44 (0)7700 900123", "447700900123")]
    [InlineData("+44 7700-900123", "447700900123")]
    [InlineData("0044 7700 900123", "447700900123")]
    [InlineData("07624 123456", "447624123456")]
    [InlineData("0161 496 0123", null)]
    [InlineData("07011 900123", null)]
    [InlineData("07600 900123", null)]
    [InlineData("+33 7 70 09 00 12", null)]
    [InlineData("07700 90012", null)]
    [InlineData("07700 9001234", null)]
    [InlineData("+44", null)]
    [InlineData(null, null)]
    public void A_text_goes_to_a_mobile_of_this_country_only(string? written, string? digits) =>
        Assert.Equal(digits, MobileNumber.TryParse(written, out var number) ? number.Digits : null);

    [Theory]
    [InlineData("2026-12-01T19:59:00Z", null)]
    [InlineData("2026-12-01T20:00:00Z", "2026-12-02T08:00:00Z")]
    [InlineData("2026-12-02T07:59:00Z", "2026-12-02T08:00:00Z")]
    [InlineData("2026-12-02T08:00:00Z", null)]
    [InlineData("2026-07-01T19:00:00Z", "2026-07-02T07:00:00Z")]
    [InlineData("2026-10-24T19:30:00Z", "2026-10-25T08:00:00Z")]
    [InlineData("2027-03-27T20:30:00Z", "2027-03-28T07:00:00Z")]
    public void Quiet_hours_end_at_eight_by_Londons_clocks_also_in_the_nights_in_which_they_change(string now, string? end) => Assert.Equal(
        end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture),
        QuietHours.EndOf(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_text_does_not_wait_where_the_morning_is_too_late_and_a_reminder_always_does()
    {
        var evening = new DateTimeOffset(2026, 12, 2, 21, 0, 0, TimeSpan.Zero);
        var morning = new DateTimeOffset(2026, 12, 3, 8, 0, 0, TimeSpan.Zero);

        Assert.Null(QuietHours.WaitOf(MessageKind.Cancelled, morning.AddHours(1), evening));
        Assert.Equal(morning, QuietHours.WaitOf(MessageKind.Cancelled, morning.AddHours(2), evening));
        Assert.Equal(morning, QuietHours.WaitOf(MessageKind.Reminder, morning.AddHours(1), evening));
    }

    [Fact]
    public void A_letter_says_what_others_typed_as_text_and_nothing_of_it_as_a_page()
    {
        var appointment = Appointment(Start) with { Service = "<script>alert(1)</script>", Team = "\"><img src=x>", Needs = ["<b>&"] };
        var message = new Message
        {
            Id = MessageId.New(), Booking = BookingId.New(), Kind = MessageKind.Confirmation, BookingSequence = 1, Channel = MessageChannel.Letter,
            CreatedAt = Start, StateSince = Start, NextAttemptAt = Start,
        };

        var page = LetterPage.Of(message, appointment, "0161 496 0999", Start);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains(
            Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style))),
            LetterPage.SecurityPolicy, StringComparison.Ordinal);
    }

    private static MessageWords Words(MessageKind kind) => new(kind, Appointment(Start), "0161 496 0999");

    private static Appointment Appointment(DateTimeOffset start)
    {
        Assert.True(NhsNumber.TryParse(A.NhsNumber, out var number));
        var person = new Person(number, "Example", "Joan", new(1951, 3, 4), "OL1 2HG", Phone: null, Contact.Usual(phone: null));
        return new(
            "7KQ2M-9XTDB", start, Delivery.InPerson, "Wound care", "Central neighbourhood nursing team", "Community nurse", "Integrated Care Centre",
            "New Radcliffe Street, Oldham", "OL1 1NL", person, ["Bengali interpreter"],
            new(BookingId.New(), 0, "7KQ2M-9XTDB", "Wound care", Place: null, start, start.AddMinutes(30), start, IsGone: false));
    }
}
