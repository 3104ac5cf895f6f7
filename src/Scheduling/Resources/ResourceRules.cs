using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Hours;

namespace IntegratedCare.Scheduling.Resources;

/// <summary>What a description of a resource must fulfil beyond its shape.</summary>
internal static class ResourceRules
{
    private const int CodeLengthMax = 50;

    public static void Check(PutResourceRequest asked)
    {
        if (asked.Hours?.Any(h => h is null) is true) throw new DomainException(RequestErrors.Invalid, "A list holds null.");
        if (asked.Code is { } code && !IsCode(code)) throw new DomainException(ResourceErrors.CodeInvalid);
        if ((asked.Hours ?? []).Select(h => h.Checked()).Any(HoursRules.AreEmpty)) throw new DomainException(ResourceErrors.HoursEmpty);
    }

    /// <summary>True for a code of skills, equipment or kinds of room: it is written into lists, so it has no separators.</summary>
    public static bool IsCode(string code) =>
        code.Length is > 0 and <= CodeLengthMax && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
