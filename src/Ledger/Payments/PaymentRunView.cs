using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Ledger.Payments;

/// <summary>A payment run. <c>HashTotal</c> is the sum of the payees' account numbers, as the list ends with it; <c>Unpayable</c> is shown when it is proposed.</summary>
public sealed record PaymentRunView(
    Guid Id, string FundCode, int Number, DateOnly PayOn, PaymentRunStatus Status, DateTimeOffset ProposedAt, DateTimeOffset? DecidedAt, string? Reason,
    long? EntryNumber, long TotalPence, int Payments, long HashTotal, IReadOnlyList<PaymentView> Items, IReadOnlyList<PayableView>? Unpayable = null)
{
    internal static PaymentRunView Of(PaymentRun run, PaymentLines lines, IReadOnlyList<PayableView>? unpayable = null) => new(
        run.Id.Value, run.FundCode, run.Number, run.PayOn, run.Status, run.ProposedAt, run.DecidedAt, run.Reason, run.EntryNumber,
        run.TotalPence, lines.All.Count, lines.HashTotal,
        [.. lines.All.Select(line => new PaymentView(
            line.Payee.OrganisationCode, line.Payee.Name, line.Bank.Ending, line.Instruction.AmountPence, line.Instruction.ItemCount))],
        unpayable);
}

/// <summary>What one payee gets; of its account the last two figures.</summary>
public sealed record PaymentView(string Payee, string Name, string AccountEnding, long AmountPence, int Items);

/// <summary>The payments of a run with the payees and bank details that they were proposed with.</summary>
internal sealed record PaymentLines(IReadOnlyList<(PaymentInstruction Instruction, Payee Payee, BankDetails Bank)> All)
{
    public long HashTotal => All.Sum(line => long.Parse(line.Bank.AccountNumber, System.Globalization.CultureInfo.InvariantCulture));

    public static PaymentLines Of(PaymentRun run, IReadOnlyDictionary<PayeeId, Payee> payees, PersonalDataCipher cipher) => new(
        [.. run.Instructions.OrderBy(i => i.Position).Select(i => (i, payees[i.PayeeId], BankDetails.Open(payees[i.PayeeId], cipher)))]);
}
