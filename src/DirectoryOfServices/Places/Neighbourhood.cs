using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>A part of the place that one neighbourhood team looks after.</summary>
internal sealed class Neighbourhood
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public int? PopulationFrom { get; private set; }
    public int? PopulationTo { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }    // the database keeps it

    public void Amend(NeighbourhoodRequest asked)
    {
        if (asked.PopulationFrom > asked.PopulationTo)
            throw new DomainException(PlaceErrors.PopulationReversed, $"Neighbourhood {asked.Code}.");
        Name = asked.Name.Trim();
        PopulationFrom = asked.PopulationFrom;
        PopulationTo = asked.PopulationTo;
    }
}
