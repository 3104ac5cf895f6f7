using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Quality.CareServices;

/// <summary>A care service of the directory.</summary>
internal readonly record struct CareServiceId(Guid Value) : IEntityId<CareServiceId>
{
    public static CareServiceId From(Guid value) => new(value);
}

/// <summary>The part of a care service that Quality needs; the directory owns the rest.</summary>
/// <remarks>
/// The directory's events may be heard in any order. A description and a status are each taken only from a newer
/// version than the one already held, and apart from each other: the event of a changed status carries no name.
/// </remarks>
internal sealed class CareService
{
    public required CareServiceId Id { get; init; }
    public string? Name { get; private set; }       // null: only a status has been heard so far
    public long NameVersion { get; private set; }
    public string? Status { get; private set; }     // null: nothing heard yet
    public long StatusVersion { get; private set; }

    public void HearName(string name, long version)
    {
        if (version <= NameVersion) return;
        (Name, NameVersion) = (name, version);
    }

    public void HearStatus(string status, long version)
    {
        if (version <= StatusVersion) return;
        (Status, StatusVersion) = (status, version);
    }
}
