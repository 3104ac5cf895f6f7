namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>Where a postcode lies, and in which neighbourhood: the place's own table, so that a search needs no other service.</summary>
internal sealed class PostcodePosition
{
    private PostcodePosition()
    {
    }

    public required Postcode Postcode { get; init; }
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }
    public string? NeighbourhoodCode { get; private set; }    // null: outside every neighbourhood of the place

    public static PostcodePosition Of(PostcodeRequest asked)
    {
        var position = new PostcodePosition { Postcode = Postcode.Parse(asked.Postcode) };
        position.Amend(asked);
        return position;
    }

    public void Amend(PostcodeRequest asked)
    {
        Latitude = asked.Latitude;
        Longitude = asked.Longitude;
        NeighbourhoodCode = asked.NeighbourhoodCode;
    }
}
