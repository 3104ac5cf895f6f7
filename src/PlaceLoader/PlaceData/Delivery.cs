namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>How care reaches the person.</summary>
internal static class Delivery
{
    public const string InPerson = "inPerson";

    public static readonly string[] All = [InPerson, "home", "telephone", "video", "online"];
}
