using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

internal static class SeeEntry
{
    public static async Task<Ok<JournalEntryView>> Handle(
        string code, long number, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        var entry = await db.EntriesOf(caller).AsNoTracking()
            .SingleOrDefaultAsync(e => e.FundCode == code && e.Number == number, cancellationToken)
            ?? throw new DomainException(JournalErrors.EntryUnknown);
        return TypedResults.Ok(JournalEntryView.Of(entry));
    }
}
