namespace IntegratedCare.Quality.Incidents;

/// <summary>
/// What kind of event is told, in the words of the national service Learn from Patient Safety Events.
/// </summary>
public enum IncidentType
{
    /// <summary>Something went wrong in someone's care and harmed or could have harmed them.</summary>
    Incident,

    /// <summary>A poor outcome; whether care had a part in it is not known yet.</summary>
    Outcome,

    /// <summary>Something that may harm people later.</summary>
    Risk,

    /// <summary>Care that went well and is worth learning from.</summary>
    GoodCare,
}

/// <summary>Harm to the body.</summary>
public enum PhysicalHarm
{
    None,
    Low,
    Moderate,
    Severe,
    Fatal,
}

/// <summary>Harm to the mind.</summary>
public enum PsychologicalHarm
{
    None,
    Low,
    Moderate,
    Severe,
}

/// <summary>How far an incident has come.</summary>
public enum IncidentStatus
{
    /// <summary>Logged; nothing has been done because of it yet.</summary>
    Open,

    /// <summary>A service was restricted because of it, whether or not the restriction still stands.</summary>
    ActedOn,
}
