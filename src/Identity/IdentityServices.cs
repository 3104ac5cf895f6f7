using IPNetwork = System.Net.IPNetwork;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Identity.Federation;
using IntegratedCare.Identity.Invitations;
using IntegratedCare.Identity.Keys;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Passkeys;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Identity.Tokens;
using Microsoft.AspNetCore.HttpOverrides;

namespace IntegratedCare.Identity;

internal static class IdentityServices
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        builder.AddDemonstrationMode();
        builder.AddSigningKeys();
        builder.AddTokens();
        builder.AddAccounts();
        builder.AddSessions();
        builder.AddSigningIn();
        builder.AddSecondFactors();
        builder.AddPasskeys();
        builder.AddFederation();
        builder.AddPasswords();
        builder.AddInvitations();
        builder.AddMails();
        builder.Services.AddHostedService<ClientRegistration>();
        builder.Services.Configure<ForwardedHeadersOptions>(headers =>
            TrustTheGateway(headers, builder.Configuration.GetSection("Identity:TrustedProxies").Get<string[]>() ?? []));
    }

    /// <summary>Believes the gateway, and nobody else, about who asked and at which address.</summary>
    /// <remarks>The gateway is on this machine unless the setting names its network, for example <c>10.0.0.0/8</c>.</remarks>
    private static void TrustTheGateway(ForwardedHeadersOptions headers, string[] networks)
    {
        headers.ForwardedHeaders =
            ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto;
        foreach (var network in networks) headers.KnownIPNetworks.Add(IPNetwork.Parse(network));
    }
}
