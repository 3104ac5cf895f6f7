using IntegratedCare.Kernel.Auth;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.Devices;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Passwords;

namespace IntegratedCare.Identity.SigningIn;

/// <summary>Whether a password was right, or how long the next attempt must wait.</summary>
internal readonly record struct Attempt(bool IsRight, TimeSpan? Wait);

/// <summary>Lets a password be tried, and makes guessing slow without letting a stranger lock anybody out. The caller saves.</summary>
/// <remarks>
/// Refusals are counted three times: for the address typed from one place on the network; for the address typed from anywhere; and for
/// the place whatever it types. The second count does not hold back a browser at which the account was signed in before, so that the
/// owner comes in while somebody guesses from elsewhere; and a reset by mail begins all anew. An unknown address waits like a known one.
/// </remarks>
internal sealed class PasswordAttempts(
    SignInPatience patience, PasswordCheck passwords, KnownDevices devices, Mails mails, TimeProvider time)
{
    private const string Anywhere = "*";
    private const string Anyone = "*";

    private static readonly Patience ForAccount = new(FreeFailures: 20, WaitSecondsMax: 900);

    // A hospital may stand behind one address: only a crowd of refusals makes it wait, and not for long.
    private static readonly Patience ForPlace = new(FreeFailures: 100, WaitSecondsMax: 60);

    public async Task<Attempt> TryAsync(
        string email, Account? account, string password, HttpContext http, CancellationToken cancellationToken)
    {
        var source = CallerNetwork.Of(http.Connection.RemoteIpAddress);
        var isKnownDevice = await devices.IsKnownAsync(account?.Id ?? Guid.Empty, http.Request, cancellationToken);
        var wait = Longest(
            await patience.WaitAsync(email, source, cancellationToken),
            isKnownDevice ? null : await patience.WaitAsync(email, Anywhere, cancellationToken),
            isKnownDevice ? null : await patience.WaitAsync(Anyone, source, cancellationToken));
        if (wait is not null) return new(IsRight: false, wait);

        if (passwords.IsRight(account, password))
        {
            await patience.ForgiveAsync(email, source, cancellationToken);
            await patience.SoftenAsync(Anyone, source, cancellationToken);
            return new(IsRight: true, Wait: null);
        }

        await patience.CountAsync(email, source, cancellationToken);
        await patience.CountAsync(Anyone, source, ForPlace, cancellationToken);
        var failures = await patience.CountAsync(email, Anywhere, ForAccount, cancellationToken);
        if (account is not null && failures is (10 or 100 or 500)) mails.Queue(account, Letters.ManyFailures(failures, time.GetUtcNow()));
        return new(IsRight: false, Wait: null);
    }

    /// <summary>Nothing is held against the account any more: its owner has come by another way.</summary>
    public Task ForgiveAsync(string email, CancellationToken cancellationToken) =>
        patience.ForgiveEverywhereAsync(email, cancellationToken);

    private static TimeSpan? Longest(params ReadOnlySpan<TimeSpan?> waits)
    {
        TimeSpan? longest = null;
        foreach (var wait in waits)
        {
            if (wait is { } time && (longest is null || time > longest)) longest = time;
        }

        return longest;
    }
}
