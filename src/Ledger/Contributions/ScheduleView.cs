using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Settings;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>A fund's contributions at the end of a day, against the version of the agreement that was agreed last by then.</summary>
/// <remarks><c>VariancePence</c> is what was received above what has fallen due; below zero something is late.</remarks>
public sealed record ScheduleView(
    string FundCode,
    DateOnly AsOf,
    int AgreementVersion,
    long AgreedPence,
    long DueToDatePence,
    long ReceivedPence,
    long VariancePence,
    IReadOnlyList<PartnerScheduleView> Partners)
{
    internal static ScheduleView Of(
        Fund fund, DateOnly asOf, IReadOnlyList<AgreedVersion> versions, ILookup<string, Receipt> receipts, PlaceSettings settings,
        Func<string, bool> isOpen)
    {
        var schedule = Schedule.Of(fund.FinancialYear, versions);
        var partners = schedule.Instalments.Concat(schedule.Before).Select(i => i.Partner)
            .Union(receipts.Select(ofPartner => ofPartner.Key))
            .Order(StringComparer.Ordinal)
            .Select(partner => PartnerScheduleView.Of(partner, fund, asOf, versions, schedule, receipts[partner], settings, isOpen(partner)))
            .ToList();
        return new(
            fund.Code, asOf, versions[^1].Number, partners.Sum(p => p.AgreedPence), partners.Sum(p => p.DueToDatePence),
            partners.Sum(p => p.ReceivedPence), partners.Sum(p => p.VariancePence), partners);
    }
}

/// <summary>One partner's contributions.</summary>
/// <remarks>
/// <c>DifferencePence</c> is what variations have added to the first agreement; <c>AheadPence</c> what was paid beyond the whole schedule. The
/// instalments are left out of another partner's answer.
/// </remarks>
public sealed record PartnerScheduleView(
    string Partner,
    string? Name,
    long AgreedPence,
    long FirstAgreedPence,
    long DifferencePence,
    long DueToDatePence,
    long ReceivedPence,
    long VariancePence,
    long AheadPence,
    int? DaysLate,
    IReadOnlyList<InstalmentView>? Instalments)
{
    internal static PartnerScheduleView Of(
        string partner, Fund fund, DateOnly asOf, IReadOnlyList<AgreedVersion> versions, Schedule schedule, IEnumerable<Receipt> receipts,
        PlaceSettings settings, bool isOpen)
    {
        var paid = receipts.ToList();
        var instalments = schedule.Instalments.Where(i => i.Partner == partner).ToList();
        var before = schedule.Before.Where(i => i.Partner == partner).ToDictionary(i => i.Name, StringComparer.Ordinal);
        var settlement = Settlement.Of(instalments.Where(i => i.AmountPence > 0 || i.DueOn <= asOf), paid);
        var settled = settlement.Instalments.ToDictionary(s => s.Instalment.Name, StringComparer.Ordinal);
        var agreed = AgreedOf(versions[^1]);
        var first = AgreedOf(versions[0]);
        var due = instalments.Where(i => i.DueOn <= asOf).Sum(i => i.AmountPence);
        var received = paid.Sum(r => r.AmountPence);
        var late = settlement.Instalments.Where(s => s.OpenPence > 0 && s.Instalment.DueOn < asOf).Select(s => s.DaysLate(asOf)).ToList();
        return new(
            partner, fund.Partners.FirstOrDefault(p => p.OrganisationCode == partner)?.Name,
            agreed, first, agreed - first, due, received, received - due, settlement.AheadPence,
            isOpen && late.Count > 0 ? late.Max() : null,
            isOpen ? [.. Views()] : null);

        long AgreedOf(AgreedVersion version) => version.Terms.Contributions.Where(c => c.Partner == partner).Sum(c => c.AmountPence);

        IEnumerable<InstalmentView> Views() => instalments
            .Concat(before.Values.Where(was => instalments.All(i => i.Name != was.Name)).Select(was => was with { AmountPence = 0 }))
            .OrderBy(i => i.DueOn).ThenByDescending(i => i.IsRecurrent)
            .Select(i => InstalmentView.Of(
                i, before.GetValueOrDefault(i.Name)?.AmountPence ?? 0, settled.GetValueOrDefault(i.Name), fund.Code, asOf, settings));
    }
}

/// <summary>One instalment: when it is invoiced and due, what the version before had it at, and what of it has come.</summary>
public sealed record InstalmentView(
    string Name,
    bool IsRecurrent,
    InstalmentState State,
    DateOnly InvoiceOn,
    string InvoiceReference,
    DateOnly DueOn,
    long AmountPence,
    long BeforePence,
    long DifferencePence,
    long SettledPence,
    long OpenPence,
    DateOnly? SettledOn,
    int DaysLate)
{
    internal static InstalmentView Of(
        Instalment instalment, long beforePence, SettledInstalment? settled, string fundCode, DateOnly asOf, PlaceSettings settings)
    {
        var invoiceOn = instalment.DueOn.AddDays(-settings.InvoiceDaysBefore);
        return new(
            instalment.Name, instalment.IsRecurrent, StateOf(), invoiceOn, $"{fundCode}/{instalment.Partner}/{instalment.Name}", instalment.DueOn,
            instalment.AmountPence, beforePence, instalment.AmountPence - beforePence, settled?.SettledPence ?? 0, settled?.OpenPence ?? 0,
            settled?.SettledOn, settled?.DaysLate(asOf) ?? 0);

        InstalmentState StateOf()
        {
            if (instalment.AmountPence < 0) return InstalmentState.Credit;
            if (instalment.AmountPence == 0) return InstalmentState.Dropped;
            if (settled is null or { OpenPence: 0 }) return InstalmentState.Settled;
            if (instalment.DueOn < asOf) return InstalmentState.Overdue;
            if (instalment.DueOn == asOf) return InstalmentState.Due;
            return invoiceOn <= asOf ? InstalmentState.ToInvoice : InstalmentState.Planned;
        }
    }
}

/// <summary>How far an instalment has come.</summary>
public enum InstalmentState
{
    /// <summary>Its invoice is not due yet.</summary>
    Planned,

    /// <summary>Its invoice is due, it is not.</summary>
    ToInvoice,

    /// <summary>It falls due on this day.</summary>
    Due,

    /// <summary>Its day is past and something of it is open.</summary>
    Overdue,

    /// <summary>It is paid.</summary>
    Settled,

    /// <summary>The fund gives back what a variation took away.</summary>
    Credit,

    /// <summary>The last variation took it away.</summary>
    Dropped,
}
