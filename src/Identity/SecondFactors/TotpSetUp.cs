using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Sets an authenticator program up, by a signed-in person or by one who may sign in only with it. The caller saves, by <see cref="SaveAsync"/>.</summary>
internal sealed class TotpSetUp(
    IdentityDb db, PersonalDataCipher cipher, SecondFactorCheck check, Mails mails, IConfiguration configuration, TimeProvider time)
{
    public async Task<TotpView> BeginAsync(Account account, Caller caller, CancellationToken cancellationToken)
    {
        var present = await db.TotpFactors.SingleOrDefaultAsync(known => known.AccountId == account.Id, cancellationToken);
        if (present is { IsConfirmed: true }) throw new DomainException(SecondFactorErrors.AlreadyThere);

        var secret = Totp.NewSecret();
        if (present is null) db.TotpFactors.Add(TotpFactor.Begin(account.Id, secret, cipher, time.GetUtcNow()));
        else present.BeginAgain(secret, cipher, time.GetUtcNow());
        Record(caller, account, "second-factor.begun");
        var label = account.EmailAddress(cipher)?.Value ?? account.DisplayName(cipher);
        return new(Totp.TextOf(secret), Totp.AddressOf(secret, configuration["Identity:PlaceName"] ?? "Integrated Care", label));
    }

    /// <summary>The first code proves that the program works: from now on sign-ins need one. What is shown of the recovery codes.</summary>
    public async Task<RecoveryCodesView> ConfirmAsync(Account account, Caller caller, string code, CancellationToken cancellationToken)
    {
        var factor = await db.TotpFactors.SingleOrDefaultAsync(known => known.AccountId == account.Id, cancellationToken)
            ?? throw new DomainException(SecondFactorErrors.NoneBegun);
        if (factor.IsConfirmed) throw new DomainException(SecondFactorErrors.AlreadyThere);
        long? step = null;
        var attempt = await check.TryAsync(account, Look, cancellationToken);
        if (attempt.OrWait() is null || step is not { } seen) throw new DomainException(SecondFactorErrors.CodeWrong);

        factor.Confirm(seen, time.GetUtcNow());
        account.TwoFactorEnabled = true;
        Record(caller, account, "second-factor.added");
        mails.Queue(account, FactorLetters.Of(FactorChange.AuthenticatorAdded, time.GetUtcNow()));
        return await NewRecoveryCodesAsync(account, caller, cancellationToken);

        Task<string?> Look()
        {
            step = factor.StepOf(code, cipher, time.GetUtcNow());
            return Task.FromResult(step is null ? null : SignInMethods.OneTimeCode);
        }
    }

    public async Task<RecoveryCodesView> NewRecoveryCodesAsync(Account account, Caller caller, CancellationToken cancellationToken)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ToListAsync(cancellationToken));
        var (kept, shown) = RecoveryCode.NewSet(account.Id, cipher);
        db.RecoveryCodes.AddRange(kept);
        Record(caller, account, "recovery-codes.issued");
        return new(shown);
    }

    /// <summary>Saves, or refuses where another has begun or confirmed one at the same moment.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveOrRefuseAsync(SecondFactorErrors.AlreadyThere, cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate("pk_totp_factors"))
        {
            throw new DomainException(SecondFactorErrors.AlreadyThere);
        }
    }

    public void Record(Caller caller, Account account, string action) =>
        db.RecordAccess(caller, Purpose.NotStated, action, "account", account.Id.ToString("N"));
}
