namespace IntegratedCare.Ledger.Funds;

/// <summary>What a fund does with a booking to which nobody came.</summary>
public enum DidNotAttendRule
{
    /// <summary>The provider kept the time free and is paid.</summary>
    Charge,

    /// <summary>Nothing was delivered and nothing is paid.</summary>
    Release,
}
