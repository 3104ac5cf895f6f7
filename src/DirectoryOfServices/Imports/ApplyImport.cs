using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>The report was looked at and is wanted; how many services it closes, where that must be confirmed.</summary>
public sealed record ApplyImportRequest([property: Range(0, ImportReport.RowsMax)] int? ConfirmedRemovals = null);

internal static class ApplyImport
{
    /// <remarks>Where the report no longer holds it is made anew, and the refusal says so: nobody gets another change than the one they looked at.</remarks>
    public static async Task<Accepted<ImportView>> Handle(
        Guid id, ApplyImportRequest request, Caller caller, DirectoryDb db, IOptions<ImportSettings> settings, CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var import = await db.Imports.FromSql($"select * from imports where id = {id} for update").SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(ImportErrors.Unknown);
        var shareMax = await ImportReport.RemovalShareMaxAsync(db, import.Id, settings.Value, cancellationToken);
        import.Approve(caller, request.ConfirmedRemovals, shareMax);
        var isOutOfDate = await ImportTakeover.IsOutOfDateAsync(db, import.Id, cancellationToken);
        if (isOutOfDate) import.Renew();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isOutOfDate
            ? throw new DomainException(ImportErrors.OutOfDate)
            : TypedResults.Accepted($"/api/directory/imports/{id}", ImportView.Of(import));
    }
}
