using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

internal static class ListSynonyms
{
    /// <remarks><c>search</c> is a part of the phrase or of one of its meanings, whatever the case.</remarks>
    public static async Task<Ok<Page<SynonymView>>> Handle(
        [FromQuery, StringLength(Phrase.LengthMax)] string? search, [AsParameters] PageRequest paging, DirectoryDb db,
        CancellationToken cancellationToken)
    {
        var standing = db.Synonyms.AsNoTracking().Where(s => s.RemovedAt == null);
        if (Phrase.KeyOf(search ?? string.Empty) is { Length: > 0 } part)
            standing = standing.Where(s => s.Key.Contains(part) || s.Meanings.Any(m => EF.Functions.ILike(m, $"%{part}%")));

        var page = await standing.OrderBy(s => s.Key).ThenBy(s => s.Id).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<SynonymView>([.. page.Items.Select(SynonymView.Of)], page.Number, page.PageSize, page.Total));
    }
}
