namespace IntegratedCare.DirectoryOfServices;

/// <summary>How an organisation or a service stands in its own right. Closed and dormant records are kept, and say so.</summary>
public enum RecordStatus
{
    /// <summary>It works.</summary>
    Active,

    /// <summary>It has ended.</summary>
    Closed,

    /// <summary>It is registered but does nothing at present.</summary>
    Dormant,
}
