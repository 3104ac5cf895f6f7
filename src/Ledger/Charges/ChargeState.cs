namespace IntegratedCare.Ledger.Charges;

/// <summary>How far the money of one booking has come.</summary>
internal enum ChargeState
{
    /// <summary>The directory has not told the service's tariff yet.</summary>
    AwaitingTariff,

    /// <summary>The service has no tariff: nothing is charged.</summary>
    NotCharged,

    /// <summary>No programme of any fund pays for the service's category yet.</summary>
    Unfunded,

    /// <summary>The tariff is set aside.</summary>
    Committed,

    /// <summary>The tariff is spent.</summary>
    Spent,

    /// <summary>Nothing is set aside, or no longer.</summary>
    Released,
}
