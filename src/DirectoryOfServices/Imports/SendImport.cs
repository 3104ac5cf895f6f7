using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Takes a file, or the address of a feed, and leaves it to the replicas to read.</summary>
internal static class SendImport
{
    public static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(10);

    public static async Task<Accepted<ImportView>> Handle(
        SendImportRequest request, Caller caller, Purpose purpose, DirectoryDb db, IOptions<ImportSettings> settings, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        ImportStatus[] waiting = [ImportStatus.Uploaded, ImportStatus.Validating, ImportStatus.Ready, ImportStatus.Applying];
        if (await db.Imports.CountAsync(i => waiting.Contains(i.Status), cancellationToken) >= settings.Value.WaitingMax)
            throw new DomainException(ImportErrors.TooManyWaiting);

        var import = Import.Of(ImportId.New(), request.Order, caller, purpose, time.GetUtcNow());
        db.Imports.Add(import);
        db.RecordAccess(caller, purpose, "import.send", "import", $"{import.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        if (request.File is { } file) await ImportFile.KeepAsync(db, import.Id, file, cancellationToken);
        return TypedResults.Accepted($"/api/directory/imports/{import.Id.Value}", ImportView.Of(import));
    }
}
