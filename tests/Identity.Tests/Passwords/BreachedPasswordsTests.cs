using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Passwords;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Tests.Passwords;

/// <summary>Files in the form in which Have I Been Pwned gives its list out.</summary>
public sealed class BreachedPasswordsTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task Every_password_of_the_file_is_found_and_no_other(int count)
    {
        var passwords = Enumerable.Range(0, count).Select(number => $"breached {number}").ToList();
        var lines = passwords.Select(Hash).Order(StringComparer.Ordinal)
            .Select((hash, number) => $"{hash}:{Math.Pow(7, number % 9).ToString("0", CultureInfo.InvariantCulture)}");
        await File.WriteAllTextAsync(path, string.Join("\r\n", lines), TestContext.Current.CancellationToken);
        using var breached = await StartedAsync();

        Assert.All(passwords, password => Assert.True(breached.Contains(password), password));
        Assert.All(Enumerable.Range(count, 500), number => Assert.False(breached.Contains($"breached {number}")));
    }

    [Fact]
    public async Task A_last_line_may_end_or_not()
    {
        await File.WriteAllTextAsync(path, $"{Hash("breached")}:12\n", TestContext.Current.CancellationToken);
        using var breached = await StartedAsync();

        Assert.True(breached.Contains("breached"));
        Assert.False(breached.Contains("another"));
    }

    [Fact]
    public async Task A_file_of_something_else_stops_the_start()
    {
        await File.WriteAllTextAsync(path, "password\n123456\n", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(StartedAsync);
    }

    [Fact]
    public async Task Without_a_file_nothing_is_found()
    {
        using var breached = new BreachedPasswords(Options.Create(new AccountPolicy()));
        await breached.StartAsync(TestContext.Current.CancellationToken);

        Assert.False(breached.Contains("breached"));
    }

    public void Dispose() => File.Delete(path);

    private async Task<BreachedPasswords> StartedAsync()
    {
        var breached = new BreachedPasswords(Options.Create(new AccountPolicy { BreachedPasswordsFile = path }));
        await breached.StartAsync(TestContext.Current.CancellationToken);
        return breached;
    }

#pragma warning disable CA5350 // the list's own hash
    private static string Hash(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
}
