using IntegratedCare.Ledger.CareServices;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Tests.Charges;

public sealed class ChargeTests
{
    private static readonly BookingId Booking = new(Guid.CreateVersion7());
    private static readonly CareServiceId Service = new(Guid.CreateVersion7());
    private static readonly Payer Payer = new("fund", "programme", DidNotAttendRule.Charge, new(2026));

    private static BookingNews News(int sequence, BookingOutcome? outcome = null) =>
        new(Booking, sequence, "AB-12-345678", Service, outcome, A.CareOn, outcome is null ? A.Today : A.CareOn);

    private static CareService Known(long? tariffPence = A.TariffPence)
    {
        var service = new CareService { Id = Service };
        service.Hear(1, "Clinic", "category", tariffPence, Guid.CreateVersion7(), "The Trust");
        return service;
    }

    private static CareService Unheard() => new() { Id = Service };

    private static Charge Heard(params BookingNews[] news)
    {
        var charge = Charge.Open(news[0]);
        foreach (var each in news) charge.Hear(each);
        return charge;
    }

    [Fact]
    public void The_price_is_fixed_at_the_commitment()
    {
        var charge = Heard(News(1));
        charge.Settle(Known(), Payer);

        charge.Hear(News(2, BookingOutcome.CareDelivered));
        var spend = Assert.Single(charge.Settle(Known(tariffPence: 1), Payer));

        Assert.All(spend.Lines, line => Assert.Equal(A.TariffPence, line.AmountPence));
        Assert.Equal((EntryKind.Spend, A.CareOn), (spend.Kind, spend.EffectiveOn));
    }

    [Fact]
    public void Without_a_tariff_it_waits_and_posts_nothing()
    {
        var charge = Heard(News(1), News(2, BookingOutcome.CareDelivered));

        Assert.Empty(charge.Settle(Unheard(), payer: null));
        Assert.Equal(ChargeState.AwaitingTariff, charge.State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public void A_service_without_a_price_is_not_charged(long? tariffPence)
    {
        var charge = Heard(News(1));

        Assert.Empty(charge.Settle(Known(tariffPence), Payer));
        Assert.Equal(ChargeState.NotCharged, charge.State);
    }

    [Fact]
    public void A_booking_that_is_cancelled_ends_alike_whether_it_had_a_price_or_not()
    {
        var before = Heard(News(1), News(2, BookingOutcome.Cancelled));
        before.Settle(Known(tariffPence: null), Payer);
        var after = Heard(News(1));
        after.Settle(Known(tariffPence: null), Payer);
        after.Hear(News(2, BookingOutcome.Cancelled));
        after.Settle(Known(tariffPence: null), Payer);

        Assert.Equal((ChargeState.Released, ChargeState.Released), (before.State, after.State));
    }

    [Fact]
    public void A_booking_for_which_nothing_pays_waits_until_something_does()
    {
        var charge = Heard(News(1), News(2, BookingOutcome.CareDelivered));
        Assert.Empty(charge.Settle(Known(), payer: null));
        Assert.Equal(ChargeState.Unfunded, charge.State);

        var postings = charge.Settle(Known(), Payer);

        Assert.Equal([EntryKind.Commitment, EntryKind.Spend], postings.Select(p => p.Kind));
        Assert.Equal(ChargeState.Spent, charge.State);
    }

    [Fact]
    public void A_booking_that_was_cancelled_before_anything_was_set_aside_needs_no_money()
    {
        var charge = Heard(News(2, BookingOutcome.Cancelled));

        Assert.False(charge.NeedsPayer(Known()));
        Assert.Empty(charge.Settle(Known(), payer: null));
        Assert.Equal(ChargeState.Released, charge.State);
    }

    [Fact]
    public void Nothing_is_spent_or_released_before_the_day_of_its_commitment()
    {
        var late = News(1) with { HappenedOn = A.CareOn.AddDays(3) };

        var charge = Heard(late, News(2, BookingOutcome.CareDelivered));
        var postings = charge.Settle(Known(), Payer);

        Assert.Equal([A.CareOn, A.CareOn], postings.Select(p => p.EffectiveOn));
    }

    [Fact]
    public void Care_recorded_before_its_appointed_day_is_spent_from_the_day_of_the_record()
    {
        var early = News(2, BookingOutcome.CareDelivered) with { HappenedOn = A.Today.AddDays(1) };

        var charge = Heard(News(1), early);
        var postings = charge.Settle(Known(), Payer);

        Assert.Equal([A.Today, A.Today.AddDays(1)], postings.Select(p => p.EffectiveOn));
    }

    public static TheoryData<BookingOutcome?, DidNotAttendRule> Endings => new()
    {
        { null, DidNotAttendRule.Charge },
        { BookingOutcome.CareDelivered, DidNotAttendRule.Charge },
        { BookingOutcome.Cancelled, DidNotAttendRule.Charge },
        { BookingOutcome.DidNotAttend, DidNotAttendRule.Charge },
        { BookingOutcome.DidNotAttend, DidNotAttendRule.Release },
    };

    /// <summary>Every order of confirmed, moved and ended, twice over, with tariff and fund arriving at every moment.</summary>
    [Theory, MemberData(nameof(Endings))]
    public void Every_order_and_every_repeat_ends_in_the_same_books(BookingOutcome? ending, DidNotAttendRule rule)
    {
        BookingNews[] news = ending is null ? [News(1), News(2)] : [News(1), News(2), News(3, ending)];
        var isSpent = ending is BookingOutcome.CareDelivered
            || (ending is BookingOutcome.DidNotAttend && rule == DidNotAttendRule.Charge);
        var (state, committed, spent) = ending is null ? (ChargeState.Committed, A.TariffPence, 0L)
            : isSpent ? (ChargeState.Spent, 0L, A.TariffPence)
            : (ChargeState.Released, 0L, 0L);

        foreach (var order in Orders([.. news, .. news]))
        {
            for (var tariffAt = 0; tariffAt <= order.Length; tariffAt++)
            {
                foreach (var fundAt in new[] { 0, order.Length / 2, order.Length })
                {
                    var (charge, postings) = Play(order, tariffAt, fundAt, Payer with { DidNotAttendRule = rule });

                    Assert.Equal(state, charge.State);
                    Assert.Equal(committed, Balance(postings, "commitments:programme"));
                    Assert.Equal(spent, Balance(postings, "expenditure:programme"));
                    Assert.Equal(-committed, Balance(postings, "reserve-for-commitments"));
                    Assert.Equal(-spent, Balance(postings, "payables"));
                    Assert.Equal(postings.Count, postings.Select(p => p.Source).Distinct().Count());
                }
            }
        }
    }

    private static (Charge, List<Posting>) Play(BookingNews[] order, int tariffAt, int fundAt, Payer payer)
    {
        var postings = new List<Posting>();
        var charge = Charge.Open(order[0]);
        for (var step = 0; step <= order.Length; step++)
        {
            // As in the service: a tariff or a fund that arrives settles what waits, an event only what it changes.
            var isNews = step < order.Length && charge.Hear(order[step]);
            if (isNews || step == tariffAt || step == fundAt || step == order.Length)
                postings.AddRange(charge.Settle(
                    step >= tariffAt ? Known() : Unheard(), step >= fundAt ? payer : null));
        }

        return (charge, postings);
    }

    private static long Balance(IEnumerable<Posting> postings, string account) => postings.SelectMany(p => p.Lines)
        .Where(line => line.Account == account)
        .Sum(line => line.Side == Side.Debit ? line.AmountPence : -line.AmountPence);

    private static IEnumerable<BookingNews[]> Orders(BookingNews[] news)
    {
        if (news.Length <= 1) return [news];
        return news.SelectMany((first, index) =>
            Orders([.. news[..index], .. news[(index + 1)..]]).Select(rest => (BookingNews[])[first, .. rest]));
    }
}
