namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>The last word on who comes first: by name, capitals or not, and of equal names by id. The same on every replica.</summary>
internal static class NameOrder
{
    public static int Compare(string name, Guid id, string otherName, Guid otherId)
    {
        var order = string.Compare(name, otherName, StringComparison.OrdinalIgnoreCase);
        if (order == 0) order = string.CompareOrdinal(name, otherName);
        return order != 0 ? order : id.CompareTo(otherId);
    }
}
