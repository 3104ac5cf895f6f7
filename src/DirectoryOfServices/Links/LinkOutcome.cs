namespace IntegratedCare.DirectoryOfServices.Links;

/// <summary>What came of opening a page.</summary>
internal enum LinkOutcome
{
    /// <summary>Somebody answers there; also one who wants to know who asks.</summary>
    Reachable,

    /// <summary>The page is gone, its server fails, or it leads nowhere.</summary>
    Broken,

    /// <summary>Nobody answers: no such name, no connection, no certificate that holds, too slow.</summary>
    Unreachable,

    /// <summary>The address is of a machine behind somebody's walls. Nothing was sent there.</summary>
    NotPublic,
}
