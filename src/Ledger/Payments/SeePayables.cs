using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Payments;

/// <summary>What the fund owes up to the end of a day that no payment run claims, by payee.</summary>
internal static class SeePayables
{
    public static async Task<Ok<PayablesView>> Handle(
        string code, DateOnly? until, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var day = until ?? LondonTime.DateOf(time.GetUtcNow());
        var owed = await Payables.ReadAsync(db, code, fund.HostOrganisationCode, day, cancellationToken);
        db.RecordAccess(caller, purpose, "payables.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(PayablesView.Of(code, day, owed));
    }
}

/// <summary>What can be paid, and what waits: for bank details, for a payee, or because the payee owes as much.</summary>
public sealed record PayablesView(string FundCode, DateOnly Until, IReadOnlyList<PayableView> Payable, IReadOnlyList<PayableView> Unpayable)
{
    internal static PayablesView Of(string fund, DateOnly until, Payables owed) => new(fund, until,
        [.. owed.Payable.Select(p => PayableView.Of(p.Payee.OrganisationCode, p.Payee.ProviderId, p.Items))
            .OrderBy(p => p.Payee, StringComparer.Ordinal)],
        UnpayableOf(owed));

    internal static IReadOnlyList<PayableView> UnpayableOf(Payables owed) =>
        [.. owed.Unpayable.Select(p => PayableView.Of(p.Payee, p.ProviderId, p.Items)).OrderBy(p => p.ProviderId).ThenBy(p => p.Payee, StringComparer.Ordinal)];
}

/// <summary>What is owed to one. <c>Payee</c> is absent where the host has none for the provider.</summary>
public sealed record PayableView(string? Payee, Guid? ProviderId, long AmountPence, int Items)
{
    internal static PayableView Of(string? payee, Guid? provider, IReadOnlyList<OwedItem> items) =>
        new(payee, provider, items.Sum(item => item.AmountPence), items.Count);
}
