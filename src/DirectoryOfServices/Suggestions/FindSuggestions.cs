using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>At most ten suggestions, best first.</summary>
public sealed record SuggestionList(IReadOnlyList<Suggestion> Items);

/// <summary>What somebody may mean who has typed so much; a typing error is forgiven from four letters on.</summary>
internal static class FindSuggestions
{
    private const int TextLengthMax = 100;

    public static async Task<Ok<SuggestionList>> Handle(
        [FromQuery, StringLength(TextLengthMax, MinimumLength = 1)] string text, SuggestionBook book, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SuggestionList((await book.CurrentAsync(cancellationToken)).Find(text)));
}
