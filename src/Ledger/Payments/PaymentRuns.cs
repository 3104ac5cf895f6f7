using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>Reads payment runs with what belongs to them.</summary>
internal static class PaymentRuns
{
    public static async Task<PaymentRun> PaymentRunAsync(this LedgerDb db, string fundCode, Guid id, CancellationToken cancellationToken) =>
        await db.PaymentRuns.Include(run => run.Instructions)
            .SingleOrDefaultAsync(run => run.FundCode == fundCode && run.Id == new PaymentRunId(id), cancellationToken)
        ?? throw new DomainException(PaymentErrors.RunUnknown);

    /// <summary>Lets go of what a run claims, which the database does only once it is rejected or withdrawn.</summary>
    public static Task LetGoAsync(this LedgerDb db, PaymentRun run, CancellationToken cancellationToken) =>
        db.PaymentItems.Where(item => item.RunId == run.Id).ExecuteDeleteAsync(cancellationToken);

    public static async Task<PaymentLines> LinesOfAsync(
        this LedgerDb db, PaymentRun run, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var ids = run.Instructions.Select(instruction => instruction.PayeeId).ToList();
        var payees = await db.Payees.AsNoTracking().Where(payee => ids.Contains(payee.Id)).ToDictionaryAsync(payee => payee.Id, cancellationToken);
        return PaymentLines.Of(run, payees, cipher);
    }
}
