using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Clients;

/// <summary>A program that signs in with a secret, acts in one role, and may do what its scopes say.</summary>
internal sealed partial class Client
{
    public const int IdLengthMax = 64;
    public const int NameLengthMax = 100;

    /// <summary>The one in use and the one that takes its place.</summary>
    public const int SecretsLiveMax = 2;

    /// <summary>Roles of the place's own programs and of offices that answer in person for what they read: no registration gives them away.</summary>
    private static readonly string[] Reserved =
        [Roles.Operator, Roles.PrivacyOfficer, Roles.ChiefNurse, Roles.Dass, Roles.Dcs, Roles.Dph, Roles.BoardMember, .. Roles.OwnPrograms];

    private readonly List<ClientSecret> secrets = [];

    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Role { get; set; }
    public string? OrganisationCode { get; set; }                       // null: it acts for the place itself
    public required IReadOnlyList<string> Scopes { get; set; }          // empty: it gets no token of its own
    public required ClientOrigin Origin { get; init; }
    public DateTimeOffset? SuspendedAt { get; private set; }            // null: it may sign in

    public IReadOnlyList<ClientSecret> Secrets => secrets;

    public string Subject => $"client:{Id}";

    /// <summary>Whether the text can be a client's id at all. What cannot is not even written down.</summary>
    public static bool IsId(string text) => text.Length <= IdLengthMax && IdPattern().IsMatch(text);

    /// <summary>A program of a partner, as the operator registers it; it has no secret yet.</summary>
    public static Client Register(RegisterClientRequest asked)
    {
        if (!IsId(asked.Id)) throw new DomainException(ClientErrors.IdInvalid);
        if (!Roles.All.Contains(asked.Role) || Reserved.Contains(asked.Role)) throw new DomainException(ClientErrors.RoleNotForPrograms);
        if (asked.Scopes.Except(Kernel.Auth.Scopes.All).Any()) throw new DomainException(ClientErrors.ScopeUnknown);

        return new()
        {
            Id = asked.Id,
            Name = asked.Name,
            Role = asked.Role,
            OrganisationCode = asked.OrganisationCode,
            Scopes = [.. asked.Scopes.Distinct()],
            Origin = ClientOrigin.Registered,
        };
    }

    /// <summary>Takes another secret, which works at once; the one before works until the overlap has passed.</summary>
    public void AddSecret(ClientSecret next, TimeSpan overlap, DateTimeOffset now)
    {
        RefuseWhereKeptInSettings();
        var live = secrets.Where(secret => secret.WorksAt(now)).ToList();
        if (live.Count >= SecretsLiveMax) throw new DomainException(ClientErrors.SecretsAlreadyTwo);

        secrets.RemoveAll(secret => !secret.WorksAt(now));      // the audit remembers them
        foreach (var secret in live) secret.EndBy(now + overlap);
        secrets.Add(next);
    }

    /// <summary>Ends a secret at once, as when it has come into the wrong hands.</summary>
    public void WithdrawSecret(Guid secretId, DateTimeOffset now)
    {
        RefuseWhereKeptInSettings();
        var secret = secrets.SingleOrDefault(known => known.Id == secretId)
            ?? throw new DomainException(ClientErrors.SecretUnknown);
        secret.EndBy(now);
    }

    public void Suspend(DateTimeOffset now)
    {
        RefuseWhereKeptInSettings();
        SuspendedAt ??= now;
    }

    public void Reinstate()
    {
        RefuseWhereKeptInSettings();
        SuspendedAt = null;
    }

    /// <summary>Makes the client's secrets those of the settings: others end, new ones are hashed.</summary>
    public void KeepSecrets(IReadOnlyList<string> wanted, DateTimeOffset now)
    {
        secrets.RemoveAll(secret => !wanted.Any(secret.Hash.IsOf));
        foreach (var secret in wanted.Where(text => !secrets.Exists(known => known.Hash.IsOf(text))).ToList())
            secrets.Add(ClientSecret.Of(secret, now));
    }

    private void RefuseWhereKeptInSettings()
    {
        if (Origin == ClientOrigin.Settings) throw new DomainException(ClientErrors.KeptInSettings);
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdPattern();
}

/// <summary>Where a client is written down, and so who may change it.</summary>
public enum ClientOrigin
{
    /// <summary>The service's settings: the place's own programs.</summary>
    Settings,

    /// <summary>The operator's registration: a partner's program.</summary>
    Registered,
}
