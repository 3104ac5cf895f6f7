namespace IntegratedCare.Ledger.Reminders;

/// <summary>Where a partner's finance team is written to. A mailbox of the team, never a person's: the ledger holds no personal data.</summary>
internal sealed class FinanceContact
{
    public required string OrganisationCode { get; init; }

    /// <summary>In the one form by which addresses are compared.</summary>
    public required string EmailAddress { get; set; }
}
