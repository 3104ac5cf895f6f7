using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Imports;

internal static class CancelImport
{
    public static async Task<Ok<ImportView>> Handle(
        Guid id, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var import = await db.Imports.FromSql($"select * from imports where id = {id} for update").SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(ImportErrors.Unknown);
        import.Cancel(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "import.cancel", "import", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ImportView.Of(import));
    }
}
