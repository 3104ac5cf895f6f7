namespace IntegratedCare.Quality.Risks;

/// <summary>What a risk threatens.</summary>
public enum RiskCategory
{
    PatientSafety,
    Safeguarding,
    Workforce,
    Finance,
    Information,
    Estates,
    Partnership,
    Access,
    Reputation,
}

/// <summary>How far a risk has come.</summary>
public enum RiskStatus
{
    /// <summary>Somebody works on it.</summary>
    Open,

    /// <summary>It is borne as it stands, and reviewed.</summary>
    Tolerated,

    /// <summary>It is none any more.</summary>
    Closed,
}
