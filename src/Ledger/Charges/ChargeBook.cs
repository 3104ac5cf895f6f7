using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.CareServices;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Charges;

/// <summary>Keeps every booking's charge in step with what is heard of bookings, tariffs and funds.</summary>
/// <remarks>
/// Runs in the transaction of the consumer or use case that calls it. Rows are taken in one order, service, charge, journal, so
/// that no two transactions wait for one another. Whoever finds a tariff or a fund missing has first waited for those who are
/// bringing it, so that no charge is left waiting for what is already there.
/// </remarks>
internal sealed partial class ChargeBook(LedgerDb db, Bookkeeper bookkeeper, ILogger<ChargeBook> logger)
{
    /// <summary>How many bookings that waited for a fund one transaction settles.</summary>
    public const int BatchMax = 500;

    /// <summary>Hears of a booking, known or not.</summary>
    public async Task HearAsync(BookingNews news, CancellationToken cancellationToken)
    {
        var service = await ShareServiceAsync(news.Service, cancellationToken);
        var known = await db.Charges
            .FromSql($"SELECT * FROM charges WHERE booking_id = {news.Booking.Value} FOR NO KEY UPDATE")
            .ToListAsync(cancellationToken);
        var charge = known.SingleOrDefault() ?? db.Charges.Add(Charge.Open(news)).Entity;
        if (charge.Hear(news)) await SettleAsync([charge], service, cancellationToken);
    }

    /// <summary>Hears of a service's tariff, and settles the bookings that waited for it.</summary>
    public async Task HearTariffAsync(
        CareServiceId id, long version, string name, string category, long? tariffPence, Guid providerId, string providerName,
        CancellationToken cancellationToken)
    {
        await OpenServiceAsync(id, cancellationToken);
        var services = await db.CareServices
            .FromSql($"SELECT * FROM care_services WHERE id = {id.Value} FOR NO KEY UPDATE").ToListAsync(cancellationToken);
        var service = services.Single();
        if (!service.Hear(version, name, category, tariffPence, providerId, providerName)) return;
        var waiting = await db.Charges
            .FromSql($"""
                SELECT * FROM charges WHERE service_id = {id.Value} AND state = 'AwaitingTariff'
                ORDER BY booking_id FOR NO KEY UPDATE
                """)
            .ToListAsync(cancellationToken);
        await SettleAsync(waiting, service, cancellationToken);
    }

    /// <summary>Settles the first bookings for which nothing paid, now that this fund does. The caller has taken the funds' terms.</summary>
    /// <remarks>No more than <see cref="BatchMax"/> of them, so that no change of a fund takes long; <see cref="UnfundedSettling"/> goes on.</remarks>
    public async Task SettleUnfundedAsync(string fundCode, CancellationToken cancellationToken)
    {
        // Whoever holds one of them locked is about to look for a fund again, and will find this one.
        var payable = await db.Charges
            .FromSql($"""
                SELECT charge.* FROM charges AS charge JOIN care_services AS service ON service.id = charge.service_id
                WHERE charge.state = 'Unfunded'
                    AND EXISTS (SELECT FROM programmes WHERE fund_code = {fundCode} AND service.category = ANY (service_categories))
                ORDER BY charge.booking_id LIMIT {BatchMax} FOR NO KEY UPDATE OF charge SKIP LOCKED
                """)
            .ToListAsync(cancellationToken);
        // Other funds' journals stay untouched: this transaction holds only its own fund's.
        await SettleUnfundedAsync(payable, payer => payer.FundCode == fundCode, cancellationToken);
    }

    /// <summary>Settles the first bookings for which nothing paid and any fund pays now.</summary>
    /// <returns>How many; below <see cref="BatchMax"/> there are no more that somebody else does not see to.</returns>
    public async Task<int> SettleUnfundedAsync(CancellationToken cancellationToken)
    {
        var payable = await db.Charges
            .FromSql($"""
                SELECT charge.* FROM charges AS charge JOIN care_services AS service ON service.id = charge.service_id
                WHERE charge.state = 'Unfunded'
                    AND EXISTS (SELECT FROM programmes JOIN funds ON funds.code = fund_code
                        WHERE service.category = ANY (service_categories) AND class <> {nameof(FundClass.InView)}
                            AND NOT EXISTS (SELECT FROM year_closes WHERE year_closes.fund_code = funds.code))
                ORDER BY charge.booking_id LIMIT {BatchMax} FOR NO KEY UPDATE OF charge SKIP LOCKED
                """)
            .ToListAsync(cancellationToken);
        await SettleUnfundedAsync(payable, _ => true, cancellationToken);
        return payable.Count;
    }

    private async Task SettleUnfundedAsync(
        IReadOnlyList<Charge> payable, Func<Payer, bool> mayPay, CancellationToken cancellationToken)
    {
        var settled = new List<(Charge, Posting)>();
        foreach (var ofService in payable.GroupBy(charge => charge.ServiceId))
        {
            var service = await db.CareServices.AsNoTracking().SingleAsync(s => s.Id == ofService.Key, cancellationToken);
            var programmes = await PayingProgrammes.LoadAsync(db, service.Category, cancellationToken);
            foreach (var charge in ofService)
            {
                if (programmes.For(charge.CareOn) is { } payer && mayPay(payer))
                    settled.AddRange(charge.Settle(service, payer).Select(posting => (charge, posting)));
            }
        }

        await PostAsync(settled, cancellationToken);
    }

    private async Task SettleAsync(IReadOnlyList<Charge> charges, CareService service, CancellationToken cancellationToken)
    {
        var programmes = new PayingProgrammes([]);
        if (charges.Any(charge => charge.NeedsPayer(service)))
        {
            programmes = await PayingProgrammes.LoadAsync(db, service.Category, cancellationToken);
            if (charges.Any(charge => programmes.For(charge.CareOn) is null))
            {
                await FundTerms.ShareAsync(db, cancellationToken);
                programmes = await PayingProgrammes.LoadAsync(db, service.Category, cancellationToken);
            }
        }

        var settled = new List<(Charge, Posting)>();
        foreach (var charge in charges)
        {
            settled.AddRange(charge.Settle(service, programmes.For(charge.CareOn)).Select(posting => (charge, posting)));
            if (charge.State == ChargeState.Unfunded) Unfunded(logger, charge.BookingId.Value, service.Id.Value);
        }

        await PostAsync(settled, cancellationToken);
    }

    private async Task PostAsync(IReadOnlyList<(Charge Charge, Posting Posting)> settled, CancellationToken cancellationToken)
    {
        var entries = await PostAsync([.. settled.Select(s => s.Posting)], cancellationToken);
        var announced = settled.Zip(entries, (s, entry) => (s.Charge, Entry: entry)).ToList();
        foreach (var (charge, entry) in announced)
        {
            db.Publish(charge.Announce(entry));
            if (charge.Attribute(entry) is { } part) db.Attributions.Add(part);
        }

        var ofProgrammes = announced.ConvertAll(a => (a.Charge.Commitment?.ProgrammeCode ?? string.Empty, a.Entry));
        foreach (var overcommitted in await BudgetWatch.FindAsync(db, ofProgrammes, cancellationToken)) db.Publish(overcommitted);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<JournalEntry>> PostAsync(IReadOnlyList<Posting> postings, CancellationToken cancellationToken)
    {
        try
        {
            return await bookkeeper.PostAsync(postings, cancellationToken);
        }
        catch (DomainException e) when (e.Error == PostingErrors.PeriodClosed)
        {
            // No refusal of the news: whoever reads the funds again finds the one that goes on.
            throw new InvalidOperationException("A fund's year has been closed in this moment.", e);
        }
    }

    /// <summary>Reads the service and keeps its tariff from changing until the end of the transaction.</summary>
    private async Task<CareService> ShareServiceAsync(CareServiceId id, CancellationToken cancellationToken)
    {
        if (await ReadAsync() is { } known) return known;
        await OpenServiceAsync(id, cancellationToken);
        return await ReadAsync() ?? throw new InvalidOperationException($"The service {id.Value} is not kept.");

        async Task<CareService?> ReadAsync() => (await db.CareServices
            .FromSql($"SELECT * FROM care_services WHERE id = {id.Value} FOR SHARE")
            .AsNoTracking().ToListAsync(cancellationToken)).SingleOrDefault();
    }

    // Leaves a row to wait at for whoever hears of the same service at this moment.
    private Task<int> OpenServiceAsync(CareServiceId id, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"INSERT INTO care_services (id) VALUES ({id.Value}) ON CONFLICT DO NOTHING", cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No programme pays for booking {BookingId} of service {ServiceId}")]
    private static partial void Unfunded(ILogger logger, Guid bookingId, Guid serviceId);
}
