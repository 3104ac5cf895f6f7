namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What services are told apart by, besides their words: each a small set of codes.</summary>
internal enum TagField
{
    Category,
    Status,
    Bookable,
    Delivery,

    /// <summary>Neighbourhoods that the service is for; none: for the whole place.</summary>
    Serves,

    /// <summary>Neighbourhoods that its sites stand in.</summary>
    StandsIn,

    Language,
    Accessibility,

    /// <summary>Postcode districts that the service is for; none: wherever the neighbourhoods that it names lie.</summary>
    Catchment,

    /// <summary>Terms of a taxonomy and the terms above them: what it helps with.</summary>
    Need,

    /// <summary>The sex that it is for; none: for everybody.</summary>
    Sex,

    /// <summary>Practices whose people it is for; none: whatever the practice.</summary>
    Practice,
}
