using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

/// <summary>What a phrase means: one to ten words or phrases.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PhrasesAttribute() : ValidationAttribute("{0} must be 1 to 10 words or phrases of at most 100 characters.")
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyCollection<string> { Count: >= 1 and <= Synonym.MeaningsMax } phrases
        && phrases.All(p => !string.IsNullOrWhiteSpace(p) && p.Length <= Phrase.LengthMax);
}
