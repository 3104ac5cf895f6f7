namespace IntegratedCare.Quality.Measures;

/// <summary>The five questions that the Care Quality Commission asks of every service.</summary>
public enum KeyQuestion
{
    Safe,
    Effective,
    Caring,
    Responsive,
    WellLed,
}

/// <summary>What a measure counts in.</summary>
public enum MeasureUnit
{
    Days,

    /// <summary>A share of a hundred: each value has a numerator and a denominator.</summary>
    Percent,
    Count,
    Score,
}

/// <summary>For how long one value stands.</summary>
public enum MeasurePeriod
{
    /// <summary>A calendar month of London.</summary>
    Month,

    /// <summary>Seven days from a Monday, as ISO 8601 has weeks.</summary>
    Week,
}

/// <summary>Where the values of a measure come from.</summary>
public enum MeasureFeed
{
    /// <summary>People send them, in a table or one by one.</summary>
    Import,

    /// <summary>Median days from the consultation to the first contact, of the contacts of the period.</summary>
    WaitToFirstContact,

    /// <summary>Of the appointments that were kept for somebody, those to which nobody came.</summary>
    DidNotAttendRate,

    /// <summary>Of all bookings for the period, those that were cancelled.</summary>
    CancellationRate,

    /// <summary>Days on which services were restricted, each service by itself.</summary>
    RestrictedDays,
}

/// <summary>What a value is about.</summary>
public enum MeasureScope
{
    Place,
    Service,
    Neighbourhood,
}
