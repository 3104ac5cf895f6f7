using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>A date that a diary can be kept for: far outside of it London had other clocks, or none that a computer knows.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class DiaryDateAttribute() : RangeAttribute(typeof(DateOnly), "2000-01-01", "2199-12-31");
