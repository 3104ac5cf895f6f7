namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>What somebody looked for and did not find, as it may be kept: of nobody. What was not asked for is empty.</summary>
/// <param name="Day">London's date.</param>
/// <param name="Words">Words that may be kept (<see cref="PlainWords"/>).</param>
/// <param name="Category">The category's word.</param>
/// <param name="Need">The taxonomy's term, by its code or id; never free text.</param>
/// <param name="Neighbourhood">The neighbourhood's code; of a postcode nothing else is kept.</param>
/// <param name="Delivery">The way of delivery, by its word.</param>
/// <param name="AgeBand">The part of life.</param>
internal sealed record UnmetSearch(
    DateOnly Day, string Words, string Category, string Need, string Neighbourhood, string Delivery, string AgeBand)
{
    public static UnmetSearch Of(
        DateOnly day, string? text, string? category, string? need, string? neighbourhood, string? delivery, int? ageYears) => new(
        day, PlainWords.Of(text), category ?? string.Empty, need ?? string.Empty, neighbourhood ?? string.Empty, delivery ?? string.Empty,
        UnmetNeed.AgeBand.Of(ageYears));

    /// <summary>The same without what makes it one of too many to tell apart.</summary>
    public UnmetSearch WithoutWords() => this with { Words = string.Empty, Need = string.Empty };
}
