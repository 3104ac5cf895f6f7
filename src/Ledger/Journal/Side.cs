namespace IntegratedCare.Ledger.Journal;

internal enum Side
{
    Debit,
    Credit,
}
