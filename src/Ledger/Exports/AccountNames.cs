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
    public static char HledgerType(string account) => RootOf(account) switch { "Expenses" => 'X', "Income" => 'R', var root => root[0] };

    private static string RootOf(string account) => account.Split(':')[0] switch
    {
        Journal.Account.Receipts or "receivables" => "Assets",
        Journal.Account.Payables or Journal.Account.Accruals => "Liabilities",
        "contributions" or Journal.Account.OtherIncome => "Income",
        "expenditure" => "Expenses",
        _ => "Equity",      // what is set aside and its contra, what years leave to one another
    };

    private static string Capitalised(string part) =>
        char.IsAsciiLetterUpper(part[0]) || part.StartsWith(Mark, StringComparison.Ordinal)
            ? Mark + part
            : char.ToUpperInvariant(part[0]) + part[1..];
}
