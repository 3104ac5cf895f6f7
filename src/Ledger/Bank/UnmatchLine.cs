using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Why a match was none.</summary>
public sealed record UnmatchLineRequest([Required, StringLength(BankMapping.ReasonLengthMax)] string Reason);

/// <summary>The host takes a match back. That it was made stays on file.</summary>
internal static class UnmatchLine
{
    public static async Task<Ok<LineMatchedView>> Handle(
        string code, int line, UnmatchLineRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, BankDesk desk,
        TimeProvider time, CancellationToken cancellationToken)
    {
        await desk.TakeAsync(code, caller, bookkeeper, cancellationToken);
        if (!await db.BankLines.AnyAsync(l => l.FundCode == code && l.Number == line, cancellationToken))
            throw new DomainException(BankErrors.LineUnknown);
        var matches = await db.BankMatches.Where(m => m.FundCode == code && m.LineNumber == line && m.UndoneAt == null).ToListAsync(cancellationToken);
        if (matches.Count == 0) throw new DomainException(BankErrors.LineNotMatched);

        foreach (var match in matches) match.Undo(caller.Subject, request.Reason, time.GetUtcNow());
        db.RecordAccess(caller, purpose, "bank-line.unmatch", "bank-line", $"{code}/{line}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new LineMatchedView(line, []));
    }
}
