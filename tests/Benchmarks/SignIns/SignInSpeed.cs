using System.Diagnostics;
using System.Security.Cryptography;
using IntegratedCare.Identity.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Benchmarks.SignIns;

/// <summary>How long a sign-in takes and how long a token, each beside what no implementation could do without.</summary>
/// <remarks>
/// A password must be hashed once; a token must be signed once and its holder looked up once. All of it is measured by turns in one run,
/// so that whatever else the machine does falls on everything alike.
/// </remarks>
internal static class SignInSpeed
{
    private const int WarmUps = 20;
    private const int Turns = 200;

    public static async Task MeasureAsync()
    {
        await using var identity = await IdentityProcess.StartAsync();
        await using var database = NpgsqlDataSource.Create(identity.ConnectionString);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var scope = identity.Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();
        var nobody = new Account();
        var hash = hasher.HashPassword(nobody, IdentityProcess.Password);
        var cookie = await identity.SignInAsync(0);
        var person = 0;

        Step signIn = new("sign-in by password", () => identity.SignInAsync(1 + person++ % (IdentityProcess.PeopleCount - 1)));
        Step client = new("token of a program", identity.TokenOfClientAsync);
        Step session = new("token of a session", () => identity.TokenOfSessionAsync(cookie));
        Step hashing = new("bare password hash", () =>
        {
            if (hasher.VerifyHashedPassword(nobody, hash, IdentityProcess.Password) == PasswordVerificationResult.Failed)
                throw new InvalidOperationException("A round went wrong: the password was not recognised.");
            return Task.CompletedTask;
        });
        Step signing = new("bare ES256 signature and one SELECT", async () =>
        {
            await using var command = database.CreateCommand("select id from signing_keys limit 1");
            await command.ExecuteScalarAsync();
            key.SignData(new byte[500], HashAlgorithmName.SHA256);
        });

        Step[] all = [signIn, client, session, hashing, signing];
        Console.WriteLine($"identity: {Turns} turns of each, one at a time, over HTTP on loopback");
        for (var turn = 0; turn < WarmUps; turn++)
            foreach (var step in all) await step.WarmUpAsync();
        for (var turn = 0; turn < Turns; turn++)
            foreach (var step in all) await step.MeasureAsync();

        foreach (var step in all) Console.WriteLine(step);
        Compare(signIn, hashing);
        Compare(client, signing);
        Compare(session, signing);
    }

    private static void Compare(Step ours, Step limit) => Console.WriteLine(
        $"  {ours.Title} / {limit.Title}: p50 ×{ours.Percentile(50) / limit.Percentile(50):F2}, p99 ×{ours.Percentile(99) / limit.Percentile(99):F2}");

    private sealed class Step(string title, Func<Task> act)
    {
        private readonly List<double> milliseconds = [];

        public string Title => title;

        public Task WarmUpAsync() => act();

        public async Task MeasureAsync()
        {
            var start = Stopwatch.GetTimestamp();
            await act();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        public double Percentile(int percent) =>
            milliseconds.Order().ElementAt((int)Math.Ceiling(milliseconds.Count * percent / 100.0) - 1);

        public override string ToString() => $"  {title}: p50 {Percentile(50):F2} ms, p99 {Percentile(99):F2} ms";
    }
}
