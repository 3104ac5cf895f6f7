namespace IntegratedCare.PlaceLoader.Tables;

/// <summary>A table's columns: those that it must have, and those that it may leave out with everything that they would say.</summary>
/// <remarks>A table that came with a later version of the program may be missing as a whole: a place that was written before still loads.</remarks>
internal sealed record TableColumns(IReadOnlyList<string> Required, IReadOnlyList<string> Optional, bool MayBeMissing = false)
{
    public static implicit operator TableColumns(string[] required) => new(required, []);
}
