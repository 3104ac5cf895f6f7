using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Sessions;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Devices;

/// <summary>Tells browsers that an account was signed in at before from those it was not. The caller saves.</summary>
internal sealed class KnownDevices(IdentityDb db, Mails mails, TimeProvider time)
{
    private const string Cookie = "ic_device";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    public async Task<bool> IsKnownAsync(Guid account, HttpRequest request, CancellationToken cancellationToken) =>
        await FindAsync(account, request, cancellationToken) is not null;

    /// <summary>Knows this browser from now on. The owner is told where it is not the account's first, and was not known.</summary>
    public async Task KnowAsync(Account account, HttpContext http, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await FindAsync(account.Id, http.Request, cancellationToken) is { } known)
        {
            known.LastSeenAt = now;
            return;
        }

        var others = db.KnownDevices.Where(device => device.AccountId == account.Id);
        var isFirst = !await others.AnyAsync(cancellationToken);
        await ForgetSurplusAsync(others, cancellationToken);

        // Two people may share a browser: it keeps one secret, and each account its own row.
        var cookie = SessionCookie.Read(http.Request, Cookie);
        var secret = cookie is null || await others.AnyAsync(other => other.Id == cookie.Id, cancellationToken) ? IdentifiedSecret.New() : cookie;
        var device = new KnownDevice
        {
            Id = secret.Id,
            SecretHash = secret.Hash,
            AccountId = account.Id,
            Label = Device.LabelOf(http.Request),
            LastSeenAt = now,
        };
        db.KnownDevices.Add(device);
        SessionCookie.Set(http, Cookie, secret.Text, KeptFor);
        if (!isFirst) mails.Queue(account, Letters.NewDevice(device.Label, now));
    }

    /// <summary>Forgets every browser of the account, as when its password has been reset: a stranger may have used one.</summary>
    public Task ForgetAllAsync(Guid account, CancellationToken cancellationToken) =>
        db.KnownDevices.Where(device => device.AccountId == account).ExecuteDeleteAsync(cancellationToken);

    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var forgottenBefore = time.GetUtcNow() - KeptFor;
        return db.KnownDevices.Where(device => device.LastSeenAt < forgottenBefore).ExecuteDeleteAsync(cancellationToken);
    }

    // Makes room for one more: the browsers seen longest ago go. Nothing is loaded, and mostly there is nothing to do.
    private static async Task ForgetSurplusAsync(IQueryable<KnownDevice> devices, CancellationToken cancellationToken)
    {
        if (await devices.CountAsync(cancellationToken) < KnownDevice.PerAccountMax) return;
        var kept = devices.OrderByDescending(device => device.LastSeenAt).Take(KnownDevice.PerAccountMax - 1).Select(device => device.Id);
        await devices.Where(device => !kept.Contains(device.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<KnownDevice?> FindAsync(Guid account, HttpRequest request, CancellationToken cancellationToken)
    {
        if (SessionCookie.Read(request, Cookie) is not { } secret) return null;
        var device = await db.KnownDevices.SingleOrDefaultAsync(
            known => known.Id == secret.Id && known.AccountId == account, cancellationToken);
        return device is not null && secret.IsOf(device.SecretHash) ? device : null;
    }
}
