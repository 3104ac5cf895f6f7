using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>The words that people use for a service, beside its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeywordsAttribute() : ValidationAttribute("{0} must be at most 50 words or phrases of at most 100 characters.")
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyCollection<string> { Count: <= ServiceMapping.KeywordsMax } keywords
        && keywords.All(k => !string.IsNullOrWhiteSpace(k) && k.Length <= ServiceMapping.KeywordLengthMax);
}
