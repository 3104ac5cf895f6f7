using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Accounts;

/// <summary>An operator says what somebody is called and in which parts they act, but never of themselves. Where a part is taken away their sessions end.</summary>
internal static class PutAccount
{
    public static async Task<Ok<AccountView>> Handle(
        Guid id, PutAccountRequest request, HttpContext http, IdentityDb db, BrowserSessions browsers, PersonalDataCipher cipher, TimeProvider time,
        Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellationToken)
            ?? throw new DomainException(AccountErrors.Unknown);
        if (account.Subject == caller.Subject) throw new DomainException(AccountErrors.OwnAccount);
        if (account.ErasedAt is not null) throw new DomainException(AccountErrors.Erased);
        AccountVersion.Check(http.Request, account);
        await MembershipWish.CheckAsync(request.Memberships, db, cancellationToken);

        var held = await db.Memberships.Where(membership => membership.AccountId == id).ToListAsync(cancellationToken);
        // What a provider states it gives and takes itself, at each sign-in there; here the account can be suspended.
        var taken = held.Where(membership => membership.Provider is null && !request.Memberships.Any(wish => wish.IsOf(membership))).ToList();
        var given = request.Memberships.Where(wish => !held.Exists(wish.IsOf)).Select((wish, place) => wish.For(id, time.GetUtcNow(), place)).ToList();
        if (taken.Count > 0) await browsers.EndAllAsync(id, SessionEnding.MembershipsChanged, except: null, cancellationToken);
        db.Memberships.RemoveRange(taken);
        db.Memberships.AddRange(given);

        var name = request.DisplayName.Trim();
        if (name != account.DisplayName(cipher)) account.Rename(name, cipher);
        account.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        foreach (var membership in taken) Record("membership.taken", membership);
        foreach (var membership in given) Record("membership.given", membership);
        db.RecordAccess(caller, purpose, "account.put", "account", id.ToString("N"));
        await db.SaveOrRefuseAsync(RequestErrors.Stale, cancellationToken);

        http.Response.Headers.ETag = AccountVersion.TagOf(account);
        return TypedResults.Ok((await AccountView.OfAsync([account], db, cipher, cancellationToken))[0]);

        void Record(string action, Membership membership) => db.RecordAccess(
            caller, purpose, action, "membership", $"{id:N} {membership.Role} {membership.OrganisationCode} {membership.NeighbourhoodCode}".TrimEnd());
    }
}

public sealed record PutAccountRequest(
    [PersonName] string DisplayName,
    [MembershipList] IReadOnlyList<MembershipWish> Memberships);
