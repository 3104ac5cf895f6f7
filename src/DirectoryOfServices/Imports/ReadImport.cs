using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Imports;

internal static class ReadImport
{
    public static async Task<Ok<ImportView>> Handle(Guid id, Caller caller, DirectoryDb db, CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        var importId = new ImportId(id);
        var import = await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, cancellationToken)
            ?? throw new DomainException(ImportErrors.Unknown);
        return TypedResults.Ok(ImportView.Of(import));
    }
}
