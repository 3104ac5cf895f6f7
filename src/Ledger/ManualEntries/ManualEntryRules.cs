using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.ManualEntries;

/// <summary>What every entry that follows from no event must be, whether a person or a program sends it.</summary>
internal static class ManualEntryRules
{
    /// <summary>Refuses what may not be posted by hand.</summary>
    /// <param name="fundClass">Of the fund.</param>
    /// <param name="year">The fund's.</param>
    /// <param name="open">The accounts that one may post to by hand.</param>
    /// <param name="lines">What is asked.</param>
    /// <param name="effectiveOn">From when it is to count.</param>
    /// <param name="today">London's date.</param>
    public static void Require(
        FundClass fundClass, FinancialYear year, IReadOnlySet<string> open, IReadOnlyList<ManualLine> lines, DateOnly effectiveOn, DateOnly today)
    {
        if (fundClass == FundClass.InView) throw new DomainException(FundErrors.InView);
        if (lines.Any(line => (line.DebitPence is null) == (line.CreditPence is null))) throw new DomainException(ManualEntryErrors.LineInvalid);
        if (lines.FirstOrDefault(line => !open.Contains(line.Account)) is { } closed)
            throw new DomainException(ManualEntryErrors.AccountNotForHands, $"{closed.Account} is not one of them.");
        if (lines.Count == 2 ? lines[0].Account == lines[1].Account : lines.DistinctBy(line => line.Account).Count() < lines.Count)
            throw new DomainException(ManualEntryErrors.AccountTwice);
        if (lines.Sum(line => line.DebitPence ?? 0) != lines.Sum(line => line.CreditPence ?? 0)) throw new DomainException(ManualEntryErrors.Unbalanced);
        if (!year.Covers(effectiveOn)) throw new DomainException(ManualEntryErrors.OutsideFinancialYear);
        if (effectiveOn > today) throw new DomainException(ManualEntryErrors.InTheFuture);
    }
}
