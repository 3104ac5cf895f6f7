using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.DirectoryOfServices.Assurance;

internal static class ReadStaleness
{
    public static async Task<Ok<StalenessView>> Handle(Guid id, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var dossier = await db.DossierOfAsync(new ServiceId(id), now, cancellationToken);
        var settings = await db.PlaceSettingsAsync(cancellationToken);
        return TypedResults.Ok(StalenessView.Of(dossier, settings.AssuranceMonths, now));
    }
}
