using System.Collections.Concurrent;
using System.Text;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntegratedCare.Identity.Tests.Accounts;

/// <summary>Drives every form of an account with marked data, and looks for the marks wherever they must not be.</summary>
public sealed class PrivacyTests(RealServers servers)
{
    private const string Mark = "marked7q";
    private const string Email = $"{Mark}@{Mark}.example";
    private const string NewEmail = $"new.{Mark}@{Mark}.example";
    private const string Password = $"{Mark} lantern harbour velvet";
    private const string NewPassword = $"{Mark} saffron kettle viaduct";

    [Fact]
    public async Task Addresses_names_passwords_and_links_are_readable_in_no_table_and_no_log()
    {
        var log = new ListeningLog();
        await using var mail = await MailServer.StartAsync();
        await using var identity = await IdentityHost.StartAsync(servers, configure: web =>
        {
            mail.Configure(web);
            web.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log));
        });
        await identity.AddPersonasAsync("operator");
        var secrets = new List<string>();

        var browser = await identity.BrowserAsAsync("operator");
        await SucceedsAsync(browser.PostAsync("/identity/invitations", new
        {
            email = Email,
            displayName = $"Robin {Mark}",
            memberships = new[] { new { role = "gp", organisationCode = "oldham-council" } },
        }));
        secrets.Add((await mail.NextAsync(Email, "You are invited to IntegratedCare")).Secret);
        var person = new Browser(identity);
        await SucceedsAsync(person.PostAsync("/identity/invitations/acceptance", new { token = secrets[^1], password = Password }));
        secrets.Add(person.Session!);
        secrets.Add(person["ic_device"]!);
        await person.SignInAsync(Email, $"{Mark} wrong password altogether");
        await SucceedsAsync(new Browser(identity).SignInAsync(Email, Password));
        await SucceedsAsync(person.PostAsync("/identity/email", new { newEmail = NewEmail, password = Password }));
        secrets.Add((await mail.NextAsync(NewEmail, "Confirm your e-mail address")).Secret);
        await SucceedsAsync(person.PostAsync("/identity/email/confirmation", new { token = secrets[^1] }));
        await SucceedsAsync(person.PostAsync("/identity/password/reset-request", new { email = NewEmail }));
        secrets.Add((await mail.NextAsync(NewEmail, "Choose another password")).Secret);
        await SucceedsAsync(person.PostAsync("/identity/password/reset", new { token = secrets[^1], newPassword = NewPassword }));
        await SucceedsAsync(person.SignInAsync(NewEmail, NewPassword));
        await SucceedsAsync(person.PostAsync("/identity/password", new { currentPassword = NewPassword, newPassword = Password }));
        await person.PostAsync("/identity/password/reset-request", new { email = $"nobody.{Mark}@{Mark}.example" });
        await browser.ReadAsync("/identity/accounts");
        await browser.ReadAsync("/identity/invitations");

        var database = await DumpAsync(identity.Service.SuperuserConnectionString);
        var logged = string.Join('\n', log.Lines);
        Assert.Contains("Mail ", logged, StringComparison.Ordinal);         // it was listened to
        Assert.Contains("email_hash", database, StringComparison.Ordinal);
        foreach (var secret in secrets.Select(secret => secret.Split('.')[1]).Append(Mark))
        {
            Assert.DoesNotContain(secret, logged, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, database, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(secret)), database, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task SucceedsAsync(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // Every table as text, binary columns in hexadecimal.
    private static async Task<string> DumpAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("set xmlbinary = hex; select schema_to_xml('public', true, false, '')::text", connection);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private sealed class ListeningLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
