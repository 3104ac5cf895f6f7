namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>What somebody who is typing may mean.</summary>
/// <param name="Text">To be shown, and searched for where it is chosen.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The service where one alone has the name, or the taxonomy's term; absent otherwise.</param>
/// <param name="Category">The category's word; absent for everything else.</param>
/// <param name="Corrected">True where what was typed holds an error, as far as we can tell.</param>
public sealed record Suggestion(string Text, SuggestionKind Kind, Guid? Id, string? Category, bool Corrected);

/// <summary>What a suggestion is; those further up come first where they match equally well.</summary>
public enum SuggestionKind
{
    /// <summary>A kind of care.</summary>
    Category,

    /// <summary>A term of a taxonomy.</summary>
    Term,

    /// <summary>A phrase that the place has a synonym for.</summary>
    Phrase,

    /// <summary>The name of a service.</summary>
    Service,
}
