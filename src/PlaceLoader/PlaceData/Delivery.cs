namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>How care reaches the person.</summary>
internal static class Delivery
{
    public const string InPerson = "inPerson";

    /// <summary>Without being in one room.</summary>
    public static readonly string[] Remote = ["telephone", "video", "online"];

    public static readonly string[] All = [InPerson, "home", .. Remote];
}
