using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>What a sign-in still lacks after the first factor.</summary>
internal enum SecondFactorNeed
{
    None,

    /// <summary>A factor that is set up must be given.</summary>
    Give,

    /// <summary>A role needs one and none is set up: all that is left to do is to set it up.</summary>
    SetUp,
}

/// <summary>By which method a factor was given, null where it is not right; or how long the next attempt must wait.</summary>
internal readonly record struct FactorAttempt(string? Method, TimeSpan? Wait)
{
    /// <summary>Refuses whoever has to wait after wrong codes; the method else.</summary>
    public string? OrWait() => Wait is { } wait
        ? throw new DomainException(SecondFactorErrors.TooManyAttempts, $"In {Math.Ceiling(wait.TotalSeconds):0} seconds.")
        : Method;
}

/// <summary>Checks second factors. A code is used up by the check itself, whatever becomes of the rest.</summary>
internal sealed class SecondFactorCheck(
    IdentityDb db, SecondFactorPolicy policy, SignInPatience patience, PasswordCheck passwords, Mails mails, PersonalDataCipher cipher,
    TimeProvider time)
{
    // Counted by account and not by address: who guesses here knows the password already, and may have many addresses.
    private const string AnyAddress = "second-factor";

    public async Task<SecondFactorNeed> NeedOfAsync(Account account, CancellationToken cancellationToken)
    {
        if (account.TwoFactorEnabled) return SecondFactorNeed.Give;
        if (!await IsRequiredForAsync(account, cancellationToken)) return SecondFactorNeed.None;

        // A passkey is a factor of its own: whoever has one signs in by it, and sets up nothing by a password alone.
        return await db.Set<IdentityUserPasskey<Guid>>().AnyAsync(passkey => passkey.UserId == account.Id, cancellationToken)
            ? SecondFactorNeed.Give
            : SecondFactorNeed.SetUp;
    }

    /// <summary>Whether one of the roles that the account has, or is just being given, needs a second factor.</summary>
    public async Task<bool> IsRequiredForAsync(Account account, CancellationToken cancellationToken)
    {
        var given = db.Memberships.Local.Where(membership => membership.AccountId == account.Id).Select(membership => membership.Role);
        var held = await db.Memberships.Where(membership => membership.AccountId == account.Id)
            .Select(membership => membership.Role).ToListAsync(cancellationToken);
        return policy.IsRequiredFor([.. given, .. held]);
    }

    /// <summary>
    /// Whether the factor is right; it is not looked at where a wait lasts. Counted before it is looked at and forgiven where it is right, so that many
    /// guesses at once are no more than one after the other. The owner is told when there are many.
    /// </summary>
    public async Task<FactorAttempt> TryAsync(Account account, Func<Task<string?>> look, CancellationToken cancellationToken)
    {
        var (attempts, wait) = await patience.BeginAsync(NameOf(account), AnyAddress, cancellationToken);
        if (wait is not null) return new(Method: null, wait);

        var method = await look();
        if (method is not null) await patience.ForgiveAsync(NameOf(account), AnyAddress, cancellationToken);
        else if (attempts is (10 or 100 or 500)) await TellOwnerAsync(account, attempts, cancellationToken);
        return new(method, Wait: null);
    }

    /// <summary>How the factor was given, for the session, or how long to wait.</summary>
    public Task<FactorAttempt> TryAsync(Account account, FactorProof proof, CancellationToken cancellationToken) =>
        TryAsync(account, () => MethodOfAsync(account, proof, cancellationToken), cancellationToken);

    private async Task<string?> MethodOfAsync(Account account, FactorProof proof, CancellationToken cancellationToken) =>
        proof switch
        {
            { Code: { } code } when await UseCodeAsync(account, code, cancellationToken) => SignInMethods.OneTimeCode,
            { RecoveryCode: { } code } when await UseRecoveryCodeAsync(account, code, cancellationToken) => SignInMethods.RecoveryCode,
            { Password: { } password } when passwords.IsRight(account, password) => SignInMethods.Password,
            _ => null,
        };

    // Saved here, for a refusal may be all that comes of the attempt.
    private async Task TellOwnerAsync(Account account, int attempts, CancellationToken cancellationToken)
    {
        mails.Queue(account, FactorLetters.ManyWrong(attempts, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<bool> UseCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var factor = await db.TotpFactors.AsNoTracking().SingleOrDefaultAsync(known => known.AccountId == account.Id, cancellationToken);
        if (factor is not { IsConfirmed: true } || factor.StepOf(code, cipher, time.GetUtcNow()) is not { } step) return false;

        // Of two that come with the same code at once, one changes the row.
        return await db.TotpFactors.Where(known => known.AccountId == account.Id && (known.LastStep == null || known.LastStep < step))
            .ExecuteUpdateAsync(used => used.SetProperty(known => known.LastStep, step), cancellationToken) == 1;
    }

    private async Task<bool> UseRecoveryCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var hash = RecoveryCode.HashOf(account.Id, code, cipher);
        return await db.RecoveryCodes.Where(known => known.AccountId == account.Id && known.Hash == hash)
            .ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static string NameOf(Account account) => $"account:{account.Id:N}";
}
