namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>A service's status as the world sees it: its own record's, unless a quality restriction stands over an active one.</summary>
public enum ServiceStatus
{
    /// <summary>Open to new people.</summary>
    Active,

    /// <summary>Open, but a quality restriction stands: nobody may be booked in.</summary>
    Restricted,

    /// <summary>Ended.</summary>
    Closed,

    /// <summary>Registered, but doing nothing at present.</summary>
    Dormant,
}
