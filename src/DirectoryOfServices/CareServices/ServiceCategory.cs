namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>The kind of care, in the categories of the place's plan.</summary>
public enum ServiceCategory
{
    /// <summary>Specialist clinics without a stay.</summary>
    Outpatient,

    /// <summary>Tests, scans and screening.</summary>
    Diagnostic,

    /// <summary>Assessment and treatment within the day instead of an admission.</summary>
    SameDayEmergencyCare,

    /// <summary>Planned procedures without a night's stay.</summary>
    DayCase,

    /// <summary>Nursing, therapy and clinics close to home.</summary>
    CommunityHealth,

    /// <summary>Care and support for adults.</summary>
    AdultSocialCare,

    /// <summary>Care and protection of children.</summary>
    ChildrensSocialCare,

    /// <summary>Mental health and learning disability.</summary>
    MentalHealthAndLearningDisability,

    /// <summary>Charities and community groups.</summary>
    VoluntarySector,

    /// <summary>Help before a need grows.</summary>
    EarlyHelp,

    /// <summary>Prevention and wellbeing.</summary>
    StayingWell,

    /// <summary>GP practices.</summary>
    GeneralPractice,

    /// <summary>Out of hours, walk-in and urgent care.</summary>
    UrgentCare,
}
