using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>By what somebody proves once more that they are who is signed in: one of the three; not the password where there is an authenticator.</summary>
public sealed record FactorProof(
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string? Password = null,
    [StringLength(Totp.Figures, MinimumLength = Totp.Figures)] string? Code = null,
    [StringLength(SecondFactors.RecoveryCode.LengthMax, MinimumLength = 1)] string? RecoveryCode = null)
{
    /// <summary>Refuses whoever proves nothing, or is asked to wait.</summary>
    internal async Task RequireAsync(Account account, SecondFactorCheck check, CancellationToken cancellationToken)
    {
        if (new[] { Password, Code, RecoveryCode }.Count(given => given is not null) != 1)
            throw new DomainException(SecondFactorErrors.ProofNeeded);
        if (Password is not null && account.TwoFactorEnabled) throw new DomainException(SecondFactorErrors.CodeNeeded);
        if ((await check.TryAsync(account, this, cancellationToken)).OrWait() is null) throw new DomainException(SecondFactorErrors.ProofWrong);
    }

    /// <summary>Never what was typed.</summary>
    public override string ToString() => "Proof …";
}
