using IntegratedCare.Identity.Devices;
using IntegratedCare.Identity.OneTimeTokens;
using Microsoft.AspNetCore.Identity;

namespace IntegratedCare.Identity.Accounts;

internal static class AccountServices
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccountPolicy>().BindConfiguration("Accounts").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<KnownDevices>();
        services.AddScoped<TokenDesk>();
        services.AddScoped<AccountErasure>();
        services.AddSingleton<AccountSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<AccountSweeper>());
        services.AddOptions<PasswordHasherOptions>().Configure(options =>
        {
            options.CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3;     // PBKDF2 with HMAC-SHA512
            options.IterationCount = PasswordIterations;
        });
        services.AddScoped<ILookupNormalizer, AccountLookup>();
        services.AddIdentityCore<Account>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.User.AllowedUserNameCharacters = "0123456789abcdef";
        }).AddUserStore<AccountStore>();
    }

    // OWASP's figure for PBKDF2-HMAC-SHA512; a hash with fewer is made anew when its password is next used.
    private const int PasswordIterations = 210_000;
}
