namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>How care reaches the person.</summary>
public enum Delivery
{
    /// <summary>At a site.</summary>
    InPerson,

    /// <summary>In the person's home.</summary>
    Home,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>By video.</summary>
    Video,

    /// <summary>By the person themselves, online.</summary>
    Online,
}
