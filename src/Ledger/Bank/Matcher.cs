using System.Globalization;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Finds which movements at the bank are which entries. The same lines and entries always give the same matches.</summary>
/// <remarks>
/// Only where nothing else fits: two entries that one line could be, or two lines that one entry could be, are left to a person.
/// The amount has to be the same in any case. First the reference, then the partner within a few days.
/// </remarks>
internal sealed class Matcher(IReadOnlyCollection<FundPartner> partners)
{
    /// <summary>How far the day of the bank may lie from the day of the entry, where no reference tells.</summary>
    public const int DaysApartMax = 7;

    public IReadOnlyList<ProposedMatch> Match(IReadOnlyCollection<BankLine> lines, IReadOnlyCollection<CashEntry> entries)
    {
        var openLines = lines.OrderBy(line => line.BookedOn).ThenBy(line => line.Number).ToList();
        var openEntries = entries.ToDictionary(entry => entry.Number);
        var matches = new List<ProposedMatch>();
        Round(IsSameReference, MatchBasis.Reference);
        Round(IsSamePartner, MatchBasis.PartnerAndAmount);
        return matches;

        void Round(Func<BankLine, CashEntry, bool> fits, MatchBasis basis)
        {
            var ofAmount = openEntries.Values.ToLookup(entry => entry.CashPence);
            var pairs = openLines.SelectMany(line => ofAmount[line.AmountPence].Where(entry => fits(line, entry)).Select(entry => (Line: line, Entry: entry))).ToList();
            var ofLine = pairs.CountBy(pair => pair.Line.Number).ToDictionary();
            var ofEntry = pairs.CountBy(pair => pair.Entry.Number).ToDictionary();
            var once = pairs.Where(pair => ofLine[pair.Line.Number] == 1 && ofEntry[pair.Entry.Number] == 1).ToList();
            matches.AddRange(once.Select(pair => new ProposedMatch(pair.Line, pair.Entry, basis, Explain(pair.Line, pair.Entry, basis))));
            var gone = once.Select(pair => pair.Line.Number).ToHashSet();
            openLines.RemoveAll(line => gone.Contains(line.Number));
            foreach (var (_, entry) in once) openEntries.Remove(entry.Number);
        }
    }

    /// <summary>The entries that a line could be, best first, each with the reason.</summary>
    public IEnumerable<ProposedMatch> Suggest(BankLine line, IEnumerable<CashEntry> entries) =>
        entries.Where(entry => IsSameAmount(line, entry))
            .OrderByDescending(entry => IsSameReference(line, entry)).ThenByDescending(entry => IsOfPartner(line, entry))
            .ThenBy(entry => DaysApart(line, entry)).ThenBy(entry => entry.Number)
            .Select(entry =>
            {
                var basis = IsSameReference(line, entry) ? MatchBasis.Reference
                    : IsOfPartner(line, entry) ? MatchBasis.PartnerAndAmount : MatchBasis.ByHand;
                return new ProposedMatch(line, entry, basis, Explain(line, entry, basis));
            });

    private static bool IsSameAmount(BankLine line, CashEntry entry) => line.AmountPence == entry.CashPence;

    private static bool IsSameReference(BankLine line, CashEntry entry) =>
        entry.Reference is { } reference && string.Equals(line.Reference, reference, StringComparison.OrdinalIgnoreCase);

    private bool IsSamePartner(BankLine line, CashEntry entry) => IsOfPartner(line, entry) && DaysApart(line, entry) <= DaysApartMax;

    private bool IsOfPartner(BankLine line, CashEntry entry) => entry.Partner is { } partner
        && (string.Equals(line.Payer, partner, StringComparison.OrdinalIgnoreCase)
            || partners.Any(p => p.OrganisationCode == partner && string.Equals(line.Payer, p.Name, StringComparison.OrdinalIgnoreCase)));

    private static int DaysApart(BankLine line, CashEntry entry) => Math.Abs(line.BookedOn.DayNumber - entry.EffectiveOn.DayNumber);

    private static string Explain(BankLine line, CashEntry entry, MatchBasis basis)
    {
        var amount = string.Create(CultureInfo.InvariantCulture, $"The amount {Pounds.Of(line.AmountPence)} is that of entry {entry.Number}");
        return basis switch
        {
            MatchBasis.Reference => $"{amount}, and so is the reference {entry.Reference}.",
            MatchBasis.PartnerAndAmount => string.Create(
                CultureInfo.InvariantCulture, $"{amount}, it is paid by {entry.Partner}, and the days lie {DaysApart(line, entry)} apart."),
            MatchBasis.ByHand or MatchBasis.Written => $"{amount}.",
        };
    }
}

/// <summary>A line and the entry that it is taken for, and why.</summary>
internal sealed record ProposedMatch(BankLine Line, CashEntry Entry, MatchBasis Basis, string Explanation);
