using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Restrictions;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

internal static class ReadService
{
    /// <remarks><c>neighbourhood</c>: the person's, whose next free slot is then shown.</remarks>
    public static async Task<Ok<ServiceView>> Handle(
        Guid id, [FromQuery, PlaceCode] string? neighbourhood, HttpResponse response, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var serviceId = new ServiceId(id);
        await db.RequireNeighbourhoodsAsync([neighbourhood], cancellationToken);
        var sheet = (await ServiceSheet.ReadAsync(db, [serviceId], cancellationToken)).GetValueOrDefault(serviceId)
            ?? throw new DomainException(ServiceErrors.Unknown);
        var restrictions = await db.RestrictionsOver(serviceId).AsNoTracking()
            .Where(r => r.ImposedAt != null && r.LiftedAt == null)
            .OrderBy(r => r.ImposedAt).ThenBy(r => r.Id)
            .Select(r => new RestrictionView(r.Level, r.ImposedAt))
            .ToListAsync(cancellationToken);

        var bankHolidays = await db.BankHolidaysAsync(cancellationToken);

        if (sheet.Service.MergedInto is { } into) response.Headers.Link = $"</api/directory/services/{into.Value}>; rel=\"canonical\"";
        response.Headers.ETag = ServiceVersion.TagOf(sheet.Service.Version);
        return TypedResults.Ok(ServiceView.Of(sheet, restrictions, bankHolidays, neighbourhood, time.GetUtcNow()));
    }
}
