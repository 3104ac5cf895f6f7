using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Identity.Accounts;

/// <summary>The rules of accounts that a place may set (<c>Accounts</c>).</summary>
internal sealed class AccountPolicy
{
    /// <summary>NIST SP 800-63B-4 §3.1.1.2: fifteen where a password may be the only factor.</summary>
    [Range(8, 64)]
    public int PasswordLengthMin { get; init; } = 15;

    /// <summary>A file of SHA-1 hashes in order, as Have I Been Pwned gives it out; null: the built-in list alone is asked.</summary>
    public string? BreachedPasswordsFile { get; init; }

    /// <summary>Words that no password should rest on, besides the person's own: the place's name, say.</summary>
    public IReadOnlyList<string> PasswordContextWords { get; init; } = [];

    [Range(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan InvitationLifetime { get; init; } = TimeSpan.FromDays(7);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ResetLifetime { get; init; } = TimeSpan.FromHours(1);

    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan EmailConfirmationLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long ended invitations and used links are kept.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "366.00:00:00")]
    public TimeSpan EndedKeptFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How many days after its suspension an account does not say any more whose it was.</summary>
    [Range(1, 36_500)]
    public int ErasePersonAfterDays { get; init; } = 365;

    public FirstOperatorSettings FirstOperator { get; init; } = new();
}

/// <summary>Whom a new place invites by itself, as long as nobody is an operator.</summary>
internal sealed class FirstOperatorSettings
{
    public string? Email { get; init; }             // null: nobody is invited
    public string DisplayName { get; init; } = "Operator";
    public string? Organisation { get; init; }      // the code of an organisation of the place
}
