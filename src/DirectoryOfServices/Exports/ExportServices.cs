using System.Text;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Search;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>Which services leave the directory; all of them where nothing is said, but those for which another entry speaks.</summary>
public readonly record struct ExportFilter(
    Guid? Organisation, [property: Word<ServiceCategory>] string? Category, [property: Word<RecordStatus>] string? Status)
{
    internal IQueryable<CareService> Narrow(IQueryable<CareService> services)
    {
        services = services.Where(s => s.MergedInto == null);
        if (Organisation is { } organisation)
        {
            var provider = new OrganisationId(organisation);
            services = services.Where(s => s.ProviderId == provider);
        }

        if (ApiWord.Read<ServiceCategory>(Category) is { } category) services = services.Where(s => s.Category == category);
        if (ApiWord.Read<RecordStatus>(Status) is { } status) services = services.Where(s => s.Status == status);
        return services;
    }
}

/// <summary>Gives the services in the very shape that an import takes: CSV, or Open Referral as one JSON array or one service on a line.</summary>
/// <remarks>
/// All of one moment, written while it is read, so that its size is bounded by time only. An answer that breaks off is cut off on the wire: nobody can
/// take a part for the whole.
/// </remarks>
internal static class ExportServices
{
    public static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(10);

    private const int ServicesPerFlush = 500;

    // Each keeps a connection and a moment of the database for as long as its reader takes: the rest must be left to searches.
    private static readonly OpenGate AtOnce = new(atOnceMax: 3, perCallerMax: 2, ExportErrors.TooMany, ExportErrors.TooMany);

    public static async Task Handle(
        [AsParameters] ExportFilter filter, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var place = AtOnce.Enter(caller.Subject);
        var form = ExportForm.AskedFor(http.Request.Headers.Accept);
        db.RecordAccess(caller, purpose, "directory.export", "directory", form.Extension);
        await db.SaveChangesAsync(cancellationToken);

        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var response = http.Response;
        response.ContentType = form.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"services.{form.Extension}\"";
        var around = await Surroundings.ReadAsync(db, time.GetUtcNow(), cancellationToken);
        await WriteAsync(response, form.Start, cancellationToken);
        var isFirst = true;
        await foreach (var service in ReadAsync(filter, db, cancellationToken))
        {
            await WriteAsync(response, $"{(isFirst ? string.Empty : form.Between)}{form.Write(service, around)}", cancellationToken);
            isFirst = false;
        }

        await WriteAsync(response, form.End, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async IAsyncEnumerable<CareService> ReadAsync(
        ExportFilter filter, DirectoryDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await filter.Narrow(db.CareServices.AsNoTracking()).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellationToken);
        foreach (var chunk in ids.Chunk(ServicesPerFlush))
        {
            var services = await db.CareServices.AsNoTracking().WithLinks().Include(s => s.Provider).Include(s => s.Sites).ThenInclude(s => s.Site)
                .Include(s => s.Terms).ThenInclude(t => t.Term)
                .Where(s => chunk.Contains(s.Id)).ToListAsync(cancellationToken);
            foreach (var service in services.OrderBy(s => s.Id.Value)) yield return service;
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken) =>
        await response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
}
