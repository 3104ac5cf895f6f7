using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Exports;

/// <summary>What our accounts are called in the files of other programs. From either name ours can be read back.</summary>
/// <remarks>
/// Both programs sort accounts under five roots. hledger takes our name as it is below the root. Beancount wants each part to begin with a capital letter or a
/// figure: a part that begins with a small letter gets a capital one, and a part that begins with a capital letter, or with <c>0-</c>, gets <c>0-</c> before it.
/// </remarks>
internal static class AccountNames
{
    private const string Mark = "0-";

    public static string Hledger(string account) => $"{RootOf(account).ToLowerInvariant()}:{account}";

    public static string Beancount(string account) =>
        $"{RootOf(account)}:{string.Join(':', account.Split(':').Select(Capitalised))}";

    /// <summary>The letter by which hledger knows the kind of an account.</summary>
    public static char HledgerType(string account) => AccountKinds.Of(account) switch
    {
        AccountKind.Asset => 'A',
        AccountKind.Liability => 'L',
        AccountKind.Income => 'R',
        AccountKind.Expense => 'X',
        AccountKind.Encumbrance or AccountKind.Transfer => 'E',
    };

    private static string RootOf(string account) => AccountKinds.Of(account) switch
    {
        AccountKind.Asset => "Assets",
        AccountKind.Liability => "Liabilities",
        AccountKind.Income => "Income",
        AccountKind.Expense => "Expenses",
        AccountKind.Encumbrance or AccountKind.Transfer => "Equity",
    };

    private static string Capitalised(string part) =>
        char.IsAsciiLetterUpper(part[0]) || part.StartsWith(Mark, StringComparison.Ordinal)
            ? Mark + part
            : char.ToUpperInvariant(part[0]) + part[1..];
}
