namespace IntegratedCare.Quality.Learning;

/// <summary>How the place learns from what happened, in the words of the Patient Safety Incident Response Framework.</summary>
public enum LearningMethod
{
    /// <summary>Patient safety incident investigation.</summary>
    Psii,

    /// <summary>Multidisciplinary team review.</summary>
    MdtReview,

    /// <summary>A huddle of those who were there, at once.</summary>
    Swarm,

    /// <summary>Four questions, asked of everybody who took part.</summary>
    AfterActionReview,
    RoundTable,

    /// <summary>What several incidents have in common.</summary>
    Thematic,
}

/// <summary>What makes an investigation a duty, whatever else might be chosen.</summary>
public enum InvestigationGround
{
    None,

    /// <summary>What national guidance says should never happen.</summary>
    NeverEvent,

    /// <summary>A death thought more likely than not due to problems in care.</summary>
    DeathMoreLikelyThanNotDueToCare,
}

/// <summary>How far a response has come.</summary>
public enum ResponseStatus
{
    Open,
    Finished,
}

/// <summary>What learning is about: so that it is seen what comes again.</summary>
public enum LearningTheme
{
    Communication,
    Medication,
    Falls,
    PressureDamage,
    Infection,
    Deterioration,
    Diagnosis,
    DischargeAndTransfer,
    Staffing,
    Records,
    Equipment,
    Environment,
    Access,
    Culture,
}
