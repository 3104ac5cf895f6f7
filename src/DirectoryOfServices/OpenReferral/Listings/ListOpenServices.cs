using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ListOpenServices
{
    public static async Task<IResult> Handle(
        [AsParameters] PagingParameters paging, [AsParameters] ServiceParameters asked,
        [FromQuery(Name = "minimal")] string? minimal, [FromQuery(Name = "full")] string? full,
        HttpContext http, WholeLists wholeLists, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (onlyStamps, nested) = (OpenParameter.Flag("minimal", minimal), OpenParameter.Flag("full", full));
        var pages = OpenPaging.Read(paging, onlyStamps);
        var now = time.GetUtcNow();
        var ids = asked.From(db, now).OrderBy(s => s.Id).Select(s => s.Id);
        if (onlyStamps)
        {
            using var place = wholeLists.Enter(http);
            return await OpenList.AnswerAsync(ids, pages, part => db.StampsAsync(part, now, cancellationToken), cancellationToken);
        }

        if (!nested) return await OpenList.AnswerAsync(ids, pages, part => db.BriefAsync(part, now, cancellationToken), cancellationToken);

        var around = await Surroundings.ReadAsync(db, now, cancellationToken);
        return await OpenList.AnswerAsync(ids, pages, part => db.FullAsync(part, around, cancellationToken), cancellationToken);
    }
}
