namespace IntegratedCare.Ledger.Charges;

/// <summary>How a booking ended.</summary>
public enum BookingOutcome
{
    CareDelivered,
    DidNotAttend,
    Cancelled,
}
