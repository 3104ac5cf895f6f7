namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>Something in the entry that a machine can see to be wrong. <c>Where</c> is the member that holds it.</summary>
public sealed record FailedCheck(CheckKind Kind, string Where);

/// <summary>What a machine looks at.</summary>
public enum CheckKind
{
    /// <summary>No such number can ring.</summary>
    TelephoneForm,

    /// <summary>No mail can be sent there.</summary>
    EmailForm,

    /// <summary>No page of the world can be there.</summary>
    WebAddressForm,

    /// <summary>The page was opened, more than once, and was not there.</summary>
    LinkBroken,
}
