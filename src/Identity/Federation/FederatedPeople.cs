using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Federation;

/// <summary>Who came from a provider.</summary>
/// <param name="Account">The account here; null: the person has none, and no role to get one for.</param>
/// <param name="MayAct">Whether the provider states a role that opens something here: the chosen one, where people choose there.</param>
/// <param name="Chosen">The membership that the person chose there to act in; null where nobody chooses there.</param>
internal sealed record Arrival(Account? Account, bool MayAct, Membership? Chosen);

/// <summary>
/// Gives a person whom a provider has proven an account here, and makes its memberships those that the provider states now. The caller saves.
/// </summary>
/// <remarks>
/// The account belongs to the provider's subject and to nothing else: an e-mail address or a name that is the same finds nobody, for a provider
/// may let people write what they like there. What an operator has granted to the account here stays; what the provider takes away goes.
/// </remarks>
internal sealed class FederatedPeople(IdentityDb db, PersonalDataCipher cipher, TimeProvider time)
{
    private const string RoleOfProvider = "provider";
    private const string SubjectColumn = "account_logins.provider_key";

    public async Task<Arrival> ReceiveAsync(ProviderSettings settings, ProvenPerson person, CancellationToken cancellationToken)
    {
        var key = cipher.KeyedHash($"{settings.Issuer.OriginalString} {person.Subject}", SubjectColumn);
        var stated = settings.Claims.RolesIn(person.Claims);
        var mapped = await MapAsync(settings, stated, cancellationToken);
        var account = await db.Set<IdentityUserLogin<Guid>>()
            .Where(login => login.LoginProvider == settings.Name && login.ProviderKey == key)
            .Join(db.Accounts, login => login.UserId, known => known.Id, (_, known) => known)
            .SingleOrDefaultAsync(cancellationToken);
        if (account is null && mapped.Count == 0) return new(null, MayAct: false, Chosen: null);

        account = Renamed(account, settings.Claims.NameIn(person.Claims)) ?? Open(settings, key, person);
        var memberships = await FollowAsync(account, settings.Name, [.. mapped.Values.Distinct()], cancellationToken);
        if (settings.Claims.SelectedIn(person.Claims) is not { } selected) return new(account, mapped.Count > 0, Chosen: null);

        // The role that the person chose there acts, and no other in its stead.
        var chosen = mapped.FirstOrDefault(role => role.Key.Id == selected).Value;
        var acting = chosen is null ? null : memberships.FirstOrDefault(membership => RoleOf(membership) == chosen);
        return new(account, acting is not null, acting);
    }

    private async Task<Dictionary<StatedRole, MappedRole>> MapAsync(
        ProviderSettings settings, IReadOnlyList<StatedRole> stated, CancellationToken cancellationToken)
    {
        var odsCodes = stated.Select(role => role.OdsCode?.ToUpperInvariant()).OfType<string>().Distinct().ToList();
        var organisations = await db.Organisations.AsNoTracking()
            .Where(known => known.OdsCode != null && odsCodes.Contains(known.OdsCode))
            .OrderBy(known => known.Code).Select(known => new { known.OdsCode, known.Code }).ToListAsync(cancellationToken);
        var byOdsCode = organisations.DistinctBy(known => known.OdsCode).ToDictionary(known => known.OdsCode!, known => known.Code);

        var mapped = new Dictionary<StatedRole, MappedRole>();
        foreach (var role in stated)
        {
            if (mapped.Count < Membership.PerAccountMax && settings.Rules.FirstOrDefault(rule => rule.Fits(role))?.Map(role, byOdsCode) is { } here)
                mapped[role] = here;
        }

        return mapped;
    }

    private Account? Renamed(Account? account, string? name)
    {
        if (account is not null && name is not null && account.DisplayName(cipher) != NameOf(name)) account.Rename(NameOf(name), cipher);
        return account;
    }

    private Account Open(ProviderSettings settings, string key, ProvenPerson person)
    {
        var account = Account.OpenFor(NameOf(settings.Claims.NameIn(person.Claims) ?? settings.DisplayName), cipher, time.GetUtcNow());
        db.Accounts.Add(account);
        db.Set<IdentityUserLogin<Guid>>().Add(new() { LoginProvider = settings.Name, ProviderKey = key, UserId = account.Id });
        Record(account, "account.opened", "account", account.Id.ToString("N"));
        return account;
    }

    /// <summary>Adds what the provider states anew and takes away what it states no more; sessions that act in it open nothing from then on.</summary>
    private async Task<IReadOnlyList<Membership>> FollowAsync(
        Account account, string provider, IReadOnlyList<MappedRole> mapped, CancellationToken cancellationToken)
    {
        var present = await db.Memberships.Where(membership => membership.AccountId == account.Id).ToListAsync(cancellationToken);
        foreach (var gone in present.Where(membership => membership.Provider == provider && !mapped.Contains(RoleOf(membership))).ToList())
        {
            db.Memberships.Remove(gone);
            present.Remove(gone);
            Record(account, "membership.removed", "membership", gone.Id.Value.ToString("N"));
        }

        foreach (var role in mapped.Except(present.Select(RoleOf)).ToList())
        {
            var added = new Membership
            {
                Id = MembershipId.New(),
                AccountId = account.Id,
                Role = role.Role,
                OrganisationCode = role.OrganisationCode,
                NeighbourhoodCode = role.NeighbourhoodCode,
                Provider = provider,
            };
            db.Memberships.Add(added);
            present.Add(added);
            Record(account, "membership.added", "membership", added.Id.Value.ToString("N"));
        }

        return present;
    }

    private static MappedRole RoleOf(Membership membership) =>
        new(membership.Role, membership.OrganisationCode, membership.NeighbourhoodCode);

    private static string NameOf(string stated) =>
        stated.Length <= Account.NameLengthMax ? stated : stated[..Account.NameLengthMax];

    private void Record(Account account, string action, string type, string id) => db.RecordAccess(
        new Caller(account.Subject, account.Subject, RoleOfProvider, OrganisationCode: null, NeighbourhoodCode: null),
        Purpose.NotStated, action, type, id);
}
