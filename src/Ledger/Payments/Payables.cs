using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>What a fund owes, by payee: what can be paid, and what cannot yet.</summary>
/// <param name="Payable">Those that the host has bank details of and owes more to than they owe it.</param>
/// <param name="Unpayable">Everything else, by provider or payee.</param>
internal sealed record Payables(
    IReadOnlyList<(Payee Payee, IReadOnlyList<OwedItem> Items)> Payable, IReadOnlyList<(Guid? ProviderId, string? Payee, IReadOnlyList<OwedItem> Items)> Unpayable)
{
    /// <summary>The most that one payment of the list can bear: eleven figures of pence.</summary>
    private const long PaymentPenceMax = 99_999_999_999;

    /// <summary>What is owed up to the day. The host itself is the one that pays, and never paid.</summary>
    public static async Task<Payables> ReadAsync(
        LedgerDb db, string fundCode, string host, DateOnly until, CancellationToken cancellationToken)
    {
        var payees = await db.PayeesOf(host).ToListAsync(cancellationToken);
        var (byProvider, byPayee) = await db.SumsOwedAsync(fundCode, until, cancellationToken);
        var owing = payees.FindAll(p => p.OrganisationCode != host && byPayee.GetValueOrDefault(p.OrganisationCode)
            + (p.ProviderId is { } provider ? byProvider.GetValueOrDefault(provider) : 0) > 0);
        List<OwedItem> items =
        [
            .. await db.OwedAsync(fundCode, until, owing, toOthers: false, cancellationToken),
            .. await db.OwedAsync(fundCode, until, owing, toOthers: true, cancellationToken),
        ];
        var payable = new List<(Payee, IReadOnlyList<OwedItem>)>();
        var unpayable = new List<(Guid?, string?, IReadOnlyList<OwedItem>)>();
        foreach (var owed in items.GroupBy(item =>
            payees.Find(p => p.OrganisationCode == item.Payee || (item.ProviderId != null && p.ProviderId == item.ProviderId))))
        {
            var sum = owed.Sum(item => item.AmountPence);
            if (owed.Key is { } payee && owing.Contains(payee) && sum is > 0 and <= PaymentPenceMax) payable.Add((payee, [.. owed]));
            else unpayable.AddRange(owed.GroupBy(item => (item.ProviderId, Payee: item.Payee ?? owed.Key?.OrganisationCode))
                .Select(same => (same.Key.ProviderId, same.Key.Payee, (IReadOnlyList<OwedItem>)[.. same])));
        }

        return new(payable, unpayable);
    }

    /// <summary>The host's own account, from which the money goes.</summary>
    public static async Task<Payee> OriginatorAsync(LedgerDb db, string host, CancellationToken cancellationToken) =>
        await db.PayeesOf(host).SingleOrDefaultAsync(p => p.OrganisationCode == host, cancellationToken)
        ?? throw new DomainException(PaymentErrors.OriginatorMissing);
}
