namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What an answer is counted by. Each is counted as if it had not been asked for itself: so that one sees what another choice would bring.</summary>
internal enum Facet
{
    Category,
    Delivery,
    Neighbourhood,
    Language,
    Accessibility,
    Capacity,
    OpenNow,
    Bookable,
}
