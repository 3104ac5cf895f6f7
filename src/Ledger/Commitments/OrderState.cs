namespace IntegratedCare.Ledger.Commitments;

/// <summary>How far an order has come. It leaves <c>Pending</c> once.</summary>
public enum OrderState
{
    /// <summary>The money is set aside.</summary>
    Pending,

    /// <summary>All of it is spent.</summary>
    Spent,

    /// <summary>A part is spent, and the rest was released with it.</summary>
    PartSpent,

    /// <summary>All of it was released, unspent.</summary>
    Released,

    /// <summary>Its day passed, and all of it was released, unspent.</summary>
    Expired,
}
