using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>A date that a diary can be kept for: far outside of it London had other clocks, or none that a computer knows.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class DiaryDateAttribute() : RangeAttribute(typeof(DateOnly), First, Last)
{
    private const string First = "2000-01-01";
    private const string Last = "2199-12-31";

    /// <summary>For dates within a list, which an attribute does not reach.</summary>
    public static bool Holds(DateOnly date) => date.Year is >= 2000 and < 2200;

    /// <summary>Dates as we write them; the framework would write them the American way.</summary>
    public override string FormatErrorMessage(string name) => $"The field {name} must be between {First} and {Last}.";
}
