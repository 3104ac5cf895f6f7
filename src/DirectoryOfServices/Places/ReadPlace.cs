using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Places;

internal static class ReadPlace
{
    public static async Task<Ok<PlaceView>> Handle(HttpResponse response, DirectoryDb db, CancellationToken cancellationToken)
    {
        var place = await db.Places.AsNoTracking().Include(p => p.Neighbourhoods).Include(p => p.Boards).AsSplitQuery()
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(PlaceErrors.NotLoaded);
        response.Headers.ETag = ServiceVersion.TagOf(place.Version);
        return TypedResults.Ok(PlaceView.Of(place));
    }
}

/// <summary>The changes of the place, latest first; of its postcode table the audit knows.</summary>
internal static class ReadPlaceHistory
{
    public static Task<Ok<Page<RecordChangeView>>> Handle(
        [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken) =>
        ReadRecordHistory.Handle(Place.HistoryId, paging, db, cancellationToken);
}
