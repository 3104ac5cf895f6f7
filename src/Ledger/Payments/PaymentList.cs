using System.Globalization;
using System.Text;
using IntegratedCare.Ledger.Exports;

namespace IntegratedCare.Ledger.Payments;

/// <summary>A run as a bank's program reads it.</summary>
/// <remarks>
/// Shaped after Bacs Standard 18: a header (UHL1), a credit of 100 signs for each payee, the debit of the host's own account that balances them (contra, code 17),
/// and a trailer (UTL1) with the sums and numbers of debits and credits and, in the place left free, the hash total of the payees' account numbers.
/// </remarks>
internal static class PaymentList
{
    private const string Credit = "99";
    private const string Contra = "17";
    private const int HeaderLength = 80;

    public static string Standard18(PaymentRun run, PaymentLines lines, BankDetails originator)
    {
        var text = new StringBuilder();
        // Bacs writes a day as a space, two figures of the year and three of its day.
        text.Append(Field($"UHL1 {run.PayOn:yy}{run.PayOn.DayOfYear:000}999999    00000000 DAILY  {run.Number % 1000:000}", HeaderLength)).Append("\r\n");
        foreach (var (instruction, payee, bank) in lines.All)
            Append(bank, Credit, instruction.AmountPence, payee.OrganisationCode);
        Append(originator, Contra, run.TotalPence, "CONTRA");
        return text.Append(CultureInfo.InvariantCulture, $"UTL1{run.TotalPence:D13}{run.TotalPence:D13}{1:D7}{lines.All.Count:D7}")
            .Append(CultureInfo.InvariantCulture, $"{lines.HashTotal:D16}").Append(' ', 20).Append("\r\n").ToString();

        void Append(BankDetails to, string code, long pence, string payee) => text
            .Append(to.SortCode).Append(to.AccountNumber).Append('0').Append(code).Append(originator.SortCode).Append(originator.AccountNumber)
            .Append("    ").Append(CultureInfo.InvariantCulture, $"{pence:D11}")
            .Append(Field(originator.AccountName, 18)).Append(Field($"{run.Number} {payee}", 18)).Append(Field(to.AccountName, 18)).Append("\r\n");
    }

    public static string Csv(PaymentRun run, PaymentLines lines)
    {
        var text = new StringBuilder(CsvText.Line("payee", "name", "account_name", "sort_code", "account_number", "amount", "pay_on", "reference"));
        var payOn = run.PayOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var (instruction, payee, bank) in lines.All)
            text.Append(CsvText.Line(payee.OrganisationCode, payee.Name, bank.AccountName, bank.SortCode, bank.AccountNumber,
                Pounds.Plain(instruction.AmountPence), payOn, string.Create(CultureInfo.InvariantCulture, $"{run.Number} {payee.OrganisationCode}")));
        return text.Append(CsvText.Line("total", string.Create(CultureInfo.InvariantCulture, $"{lines.All.Count} payments"), "", "",
            string.Create(CultureInfo.InvariantCulture, $"hash total {lines.HashTotal}"), Pounds.Plain(run.TotalPence), payOn, "")).ToString();
    }

    /// <summary>Exactly so many signs, of those that Bacs takes.</summary>
    private static string Field(string text, int length)
    {
        var signs = text.ToUpperInvariant().Select(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || ".&/- ".Contains(c, StringComparison.Ordinal) ? c : ' ');
        return new string([.. signs.Take(length)]).PadRight(length);
    }
}
