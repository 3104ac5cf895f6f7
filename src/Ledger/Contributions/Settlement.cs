namespace IntegratedCare.Ledger.Contributions;

/// <summary>Which payments have paid which instalments of one partner.</summary>
/// <remarks>
/// Oldest payment first. One that names an instalment pays that first; what is over, and every other, goes to the oldest that is open. What a
/// variation gives back counts as a payment of its day. The same payments always settle the same instalments.
/// </remarks>
internal sealed class Settlement
{
    private readonly List<SettledInstalment> instalments;

    private Settlement(IEnumerable<Instalment> due) =>
        instalments = [.. due.OrderBy(i => i.DueOn).ThenByDescending(i => i.IsRecurrent).Select(i => new SettledInstalment(i))];

    public IReadOnlyList<SettledInstalment> Instalments => instalments;

    /// <summary>Paid, and more than the whole schedule asks for.</summary>
    public long AheadPence { get; private set; }

    public static Settlement Of(IEnumerable<Instalment> instalments, IEnumerable<Receipt> receipts)
    {
        var each = instalments.ToList();
        var settlement = new Settlement(each.Where(i => i.AmountPence > 0));
        var credits = each.Where(i => i.AmountPence < 0).Select(i => new Receipt(i.DueOn, i.Name, -i.AmountPence, Instalment: null));
        foreach (var receipt in receipts.Concat(credits).OrderBy(r => r.ValueDate).ThenBy(r => r.Order, StringComparer.Ordinal))
            settlement.Take(receipt);
        return settlement;
    }

    private void Take(Receipt receipt)
    {
        var left = receipt.AmountPence;
        foreach (var instalment in instalments.Where(i => i.Instalment.Name == receipt.Instalment)) left = instalment.Pay(left, receipt.ValueDate);
        foreach (var instalment in instalments) left = instalment.Pay(left, receipt.ValueDate);
        AheadPence += left;
    }
}

/// <summary>A payment as it counts towards instalments.</summary>
/// <param name="ValueDate">The day on which it counts.</param>
/// <param name="Order">Tells payments of one day apart, always in the same order.</param>
/// <param name="AmountPence">Above zero.</param>
/// <param name="Instalment">The name of the instalment that it is for; null: for the oldest.</param>
internal readonly record struct Receipt(DateOnly ValueDate, string Order, long AmountPence, string? Instalment);

/// <summary>An instalment, and what of it is paid.</summary>
internal sealed class SettledInstalment(Instalment instalment)
{
    public Instalment Instalment => instalment;

    public long SettledPence { get; private set; }

    public long OpenPence => instalment.AmountPence - SettledPence;

    /// <summary>The day on which the last penny came; null: something is open.</summary>
    public DateOnly? SettledOn { get; private set; }

    /// <summary>How long after its day it was paid, or has not been paid; nought where it is in time.</summary>
    public int DaysLate(DateOnly asOf) => Math.Max(0, (SettledOn ?? asOf).DayNumber - instalment.DueOn.DayNumber);

    /// <returns>What is left of the payment.</returns>
    internal long Pay(long pence, DateOnly on)
    {
        var part = Math.Min(pence, OpenPence);
        if (part == 0) return pence;

        SettledPence += part;
        if (OpenPence == 0) SettledOn = on;
        return pence - part;
    }
}
