using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Benchmarks.Ledgers;

/// <summary>The ledger, a process of its own, on a database server that waits for the disk at every commit, with funds that take entries.</summary>
internal sealed class LedgerProcess : IAsyncDisposable
{
    public const int Funds = 50;
    public const int ProgrammesEach = 20;
    private const string Host = "council";
    private const string Other = "trust";
    private const string Login = "ledger_service";
    private const string Password = "measured-only-here";
    private readonly PostgresServer postgres;
    private readonly RabbitMqServer rabbitMq;
    private readonly TokenIssuer tokens;
    private ServiceProcess? service;

    private LedgerProcess(PostgresServer postgres, RabbitMqServer rabbitMq, TokenIssuer tokens) =>
        (this.postgres, this.rabbitMq, this.tokens) = (postgres, rabbitMq, tokens);

    public ServiceProcess Service => service ?? throw new InvalidOperationException("It starts with the measurement.");

    public NpgsqlConnectionStringBuilder Owner(string database) => new(postgres.ConnectionString(database));

    public static async Task<LedgerProcess> StartAsync(DateOnly today)
    {
        var ledger = new LedgerProcess(
            await PostgresServer.StartAsync(new() { Durable = true }, CancellationToken.None), await RabbitMqServer.StartAsync(new(), CancellationToken.None),
            await TokenIssuer.StartAsync(CancellationToken.None));
        await ledger.postgres.CreateDatabaseAsync("ledger", CancellationToken.None);
        await ledger.postgres.CreateDatabaseAsync("double_entry", CancellationToken.None);
        await DatabaseMigration.RunAsync<LedgerDb>(ledger.Owner("ledger").ConnectionString, Login, Password, CancellationToken.None);
        await ledger.rabbitMq.CreateVirtualHostAsync("ledger", CancellationToken.None);
        ledger.service = await ServiceProcess.StartAsync("Ledger", new Dictionary<string, string>
        {
            ["services__identity__http__0"] = ledger.tokens.Address,
            ["ConnectionStrings__database"] = new NpgsqlConnectionStringBuilder(ledger.Owner("ledger").ConnectionString)
            {
                Username = Login, Password = Password,
            }.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = new Uri(ledger.rabbitMq.AmqpUri, "/ledger").ToString(),
            ["PersonalData__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["PersonalData__PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        await ledger.AddFundsAsync(today);
        return ledger;
    }

    /// <summary>A token of the host's finance system that lasts longer than any run.</summary>
    public string Token(string name) => tokens.Issue(Roles.FinanceOfficer, Host, name: name, change: token => token.Expires = token.NotBefore?.AddHours(12));

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        await tokens.DisposeAsync();
        await rabbitMq.DisposeAsync();
        await postgres.DisposeAsync();
    }

    private async Task AddFundsAsync(DateOnly today)
    {
        var start = today.Month >= 4 ? today.Year : today.Year - 1;
        using var loader = new HttpClient { BaseAddress = Service.Address };
        loader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(Roles.PlaceLoader));
        for (var number = 0; number < Funds; number++)
        {
            var programmes = Enumerable.Range(0, ProgrammesEach)
                .Select(p => new { code = Programme(p), name = Programme(p), budgetPence = 1L, serviceCategories = Array.Empty<string>() });
            using var fund = await loader.PutAsJsonAsync($"/api/ledger/funds/{Fund(number)}", new
            {
                name = Fund(number), @class = "pooled", hostOrganisationCode = Host, financialYear = $"{start}/{(start + 1) % 100:00}", didNotAttendRule = "charge",
                partners = new[] { Host, Other }.Select(partner => new { organisationCode = partner, name = partner, agreedPence = 1L }), programmes, isDemonstration = true,
            });
            await RequireAsync(fund);
            using var agreement = await loader.PutAsJsonAsync($"/api/ledger/funds/{Fund(number)}/agreement/versions/1", new
            {
                effectiveFrom = $"{start}-04-01", reason = "Measured", terms = new
                {
                    hostOrganisationCode = Host, poolManager = "Pool manager", partners = new[] { Host, Other }, aims = "Aims", howContributionsVary = "Not",
                    contributions = new[] { Host, Other }.Select(partner => new { partner, amountPence = 1L, isRecurrent = true, instalments = new { pattern = "monthly" } }),
                    functions = new[] { "Care" }, personsAndServices = "All", resources = "None", startsOn = $"{start}-04-01", variationAndTermination = "None",
                    management = "By the host", limits = new { manualEntryPence = 1_000_000L, virementPence = 0L }, reportingMonths = 3,
                    riskShare = new { basis = "byContribution", shares = Array.Empty<object>(), overspendOrder = new[] { "outsideThePool" }, riskPoolPence = 0L },
                },
            });
            await RequireAsync(agreement);
        }
    }

    public static string Fund(int number) => $"fund-{number}";

    public static string Programme(int number) => $"programme-{number}";

    private static async Task RequireAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }
}
