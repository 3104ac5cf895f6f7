using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Virements;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Charges;

/// <summary>Notices the commitment that takes a programme above its budget. Care goes ahead: people are told, nothing is refused.</summary>
internal static class BudgetWatch
{
    /// <summary>The crossings that these entries, not saved yet, make. Their funds' journals are taken, so nothing moves meanwhile.</summary>
    /// <param name="db">The ledger.</param>
    /// <param name="posted">Each entry and the programme that it commits, releases or spends.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<IReadOnlyList<FundOvercommitted>> FindAsync(
        LedgerDb db, IReadOnlyList<(string ProgrammeCode, JournalEntry Entry)> posted, CancellationToken cancellationToken)
    {
        var found = new List<FundOvercommitted>();
        foreach (var ofProgramme in posted.GroupBy(p => (p.Entry.FundCode, p.ProgrammeCode)))
        {
            if (ofProgramme.All(p => p.Entry.Kind != EntryKind.Commitment)) continue;
            var (fund, programme) = ofProgramme.Key;
            var today = LondonTime.DateOf(ofProgramme.First().Entry.PostedAt);
            var budget = await db.BudgetAsync(fund, programme, today, cancellationToken)
                ?? throw new InvalidOperationException($"The programme {programme} of {fund} has just been taken away.");
            string[] accounts = [Account.Commitments(programme), Account.Expenditure(programme)];
            var used = await db.AccountDays.Where(day => day.FundCode == fund && accounts.Contains(day.Account))
                .SumAsync(day => day.DebitsPence - day.CreditsPence, cancellationToken);
            found.AddRange(Crossings(fund, programme, budget, used, ofProgramme.Select(p => p.Entry)));
        }

        return found;
    }

    /// <param name="fund">The fund's code.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="budgetPence">What may be committed and spent.</param>
    /// <param name="usedPence">What is committed and spent before the entries.</param>
    /// <param name="entries">In the order of their numbers.</param>
    public static IEnumerable<FundOvercommitted> Crossings(
        string fund, string programme, long budgetPence, long usedPence, IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            var before = usedPence;
            usedPence += entry.Kind switch
            {
                EntryKind.Commitment => entry.AmountPence,
                EntryKind.Release => -entry.AmountPence,
                _ => 0,     // spending moves what is committed, no more
            };
            if (before <= budgetPence && usedPence > budgetPence)
                yield return new(fund, programme, usedPence - budgetPence, entry.Number, entry.PostedAt);
        }
    }
}
