namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>Whether a record of the directory is in use; closed and dormant ones are kept, so that history reads right.</summary>
internal static class RecordStatus
{
    public const string Active = "active";
    public const string Closed = "closed";
    public const string Dormant = "dormant";

    public static readonly string[] All = [Active, Closed, Dormant];
}
