namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>The days of the week as the tables write them.</summary>
internal static class DayNames
{
    public static readonly string[] All = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
}
