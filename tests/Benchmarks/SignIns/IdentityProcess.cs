using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Identity;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Organisations;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Benchmarks.SignIns;

/// <summary>The identity service as a process of its own, on a real database, with people who may sign in.</summary>
internal sealed class IdentityProcess : IAsyncDisposable
{
    public const string Password = "saffron kettle under the viaduct";
    public const string Secret = "a-secret-of-the-benchmark-that-is-long-enough";
    public const int PeopleCount = 50;

    private readonly RealServers servers = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false });
    private ServiceHost<Account, IdentityDb>? seeding;
    private ServiceProcess? running;

    /// <summary>The same code in this process, for what is measured without HTTP.</summary>
    public IServiceProvider Services => Seeding.Services;

    public string ConnectionString => Seeding.ConnectionString;

    private ServiceHost<Account, IdentityDb> Seeding => seeding ?? throw new InvalidOperationException("Not started.");

    public static string Email(int person) => $"person{person % PeopleCount}@example.org";

    public static async Task<IdentityProcess> StartAsync()
    {
        var identity = new IdentityProcess();
        await identity.servers.InitializeAsync();
        identity.seeding = await ServiceHost<Account, IdentityDb>.StartAsync(identity.servers, "identity", web =>
        {
            web.UseEnvironment("Development");
            web.UseSetting("Logging:LogLevel:Default", "Error");
            web.UseContentRoot(AppContext.BaseDirectory);
            web.UseSetting("Identity:SigningKeyProtectionKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            web.UseSetting("Clients:place-loader:Secret", Secret);
            web.UseSetting("Clients:gateway:Secret", Secret);
        });
        await identity.SeedAsync();
        await identity.LaunchAsync();
        return identity;
    }

    /// <summary>What the service holds of the machine's memory now.</summary>
    public long WorkingSetBytes() => (running ?? throw new InvalidOperationException("Not started.")).WorkingSetBytes();

    /// <summary>A person signs in at a browser; the cookie.</summary>
    public async Task<string> SignInAsync(int person)
    {
        using var answer = await client.PostAsJsonAsync("/identity/sign-in", new { email = Email(person), password = Password });
        await MustBeAsync(answer);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("ic_session=", StringComparison.Ordinal) && one[11] != ';');
        return cookie["ic_session=".Length..cookie.IndexOf(';', StringComparison.Ordinal)];
    }

    public Task<string> TokenOfClientAsync() => AskAsync(
        ("grant_type", "client_credentials"), ("client_id", "place-loader"), ("client_secret", Secret));

    public Task<string> TokenOfSessionAsync(string cookie) => AskAsync(
        ("grant_type", "urn:integrated-care:session"), ("client_id", "gateway"), ("client_secret", Secret),
        ("session", cookie), ("resource", "ledger"));

    public async ValueTask DisposeAsync()
    {
        if (running is not null) await running.DisposeAsync();
        client.Dispose();
        if (seeding is not null) await seeding.DisposeAsync();
        await servers.DisposeAsync();
    }

    private async Task<string> AskAsync(params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync("/identity/token", form);
        await MustBeAsync(answer);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString() ?? "";
    }

    private static async Task MustBeAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"A round went wrong: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task SeedAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, cipher) = (services.GetRequiredService<IdentityDb>(), services.GetRequiredService<PersonalDataCipher>());
        db.Organisations.Add(new Organisation { Code = "oldham-council", Name = "Oldham Council", Kind = "council" });
        for (var person = 0; person < PeopleCount; person++)
        {
            var account = Account.Open(new(Email(person)), "Robin Example", cipher, TimeProvider.System.GetUtcNow());
            services.GetRequiredService<PasswordCheck>().Set(account, Password);
            db.Accounts.Add(account);
            db.Memberships.Add(new() { Id = MembershipId.New(), AccountId = account.Id, Role = Roles.Analyst, OrganisationCode = "oldham-council" });
        }

        await db.SaveChangesAsync();
    }

    private async Task LaunchAsync()
    {
        var settings = new Dictionary<string, string>();
        var configuration = Services.GetRequiredService<IConfiguration>();
        foreach (var section in (string[])["ConnectionStrings", "PersonalData", "Identity", "Clients"])
            foreach (var (name, value) in configuration.GetSection(section).AsEnumerable())
                if (value is not null) settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        running = await ServiceProcess.StartAsync("Identity", settings);
        client.BaseAddress = running.Address;
    }
}
