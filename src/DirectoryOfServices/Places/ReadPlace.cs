using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Places;

internal static class ReadPlace
{
    public static async Task<Ok<PlaceView>> Handle(DirectoryDb db, CancellationToken cancellationToken)
    {
        var place = await db.Places.AsNoTracking().Include(p => p.Neighbourhoods).Include(p => p.Boards).AsSplitQuery()
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(PlaceErrors.NotLoaded);
        return TypedResults.Ok(PlaceView.Of(place));
    }
}
