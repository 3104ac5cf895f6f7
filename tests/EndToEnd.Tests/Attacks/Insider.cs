using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>What somebody has who took over a service's machine: its login at the database, and the secrets of the place.</summary>
internal static class Insider
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Opens a database as a service does; perhaps another service's.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(RunningSystem system, string service, string database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = PostgresPort(system),
            Database = database,
            Username = $"{service}_service",
            Password = system.Secrets()[$"{service}-service-password"],
            Pooling = false,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(Cancelled);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The key that signs tokens now, as only the identity service can open it.</summary>
    public static async Task<ECDsaSecurityKey> SigningKeyAsync(RunningSystem system)
    {
        await using var connection = await OpenAsync(system, "identity", "identity");
        await using var command = new NpgsqlCommand(
            "select id, protected_private_key from signing_keys where protected_private_key is not null and signs_from <= now() order by generation desc limit 1",
            connection);
        await using var row = await command.ExecuteReaderAsync(Cancelled);
        Assert.True(await row.ReadAsync(Cancelled), "No key signs.");
        var (id, sealedKey) = (row.GetString(0), row.GetFieldValue<byte[]>(1));

        using var aes = new AesGcm(Convert.FromBase64String(system.Secrets()["signing-key-protection-key"] + "A="), TagBytes);
        var privateKey = new byte[sealedKey.Length - NonceBytes - TagBytes];
        aes.Decrypt(sealedKey.AsSpan(0, NonceBytes), sealedKey.AsSpan(NonceBytes, privateKey.Length), sealedKey.AsSpan(^TagBytes), privateKey,
            Encoding.UTF8.GetBytes(id));
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(privateKey, out _);
        return new(pair) { KeyId = id };
    }

    /// <summary>A key of the place's own line that signs no more, and whose last token has long ended.</summary>
    public static async Task<ECDsaSecurityKey> RetiredKeyAsync(RunningSystem system)
    {
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (id, point) = (Guid.CreateVersion7().ToString("N"), pair.ExportParameters(includePrivateParameters: false).Q);
        await using var connection = await OpenAsync(system, "identity", "identity");
        await using var command = new NpgsqlCommand("""
            insert into signing_keys (id, generation, created_at, signs_from, signs_until, public_x, public_y)
            values ($1, 0, now() - interval '60 days', now() - interval '60 days', now() - interval '30 days', $2, $3)
            """, connection) { Parameters = { new() { Value = id }, new() { Value = point.X }, new() { Value = point.Y } } };
        await command.ExecuteNonQueryAsync(Cancelled);
        return new(pair) { KeyId = id };
    }

    /// <summary>An operator's token, right in every way but for <paramref name="change"/>.</summary>
    public static string Sign(SigningCredentials credentials, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "urn:integrated-care:identity",
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "persona:operator", ["name"] = "Operator", ["role"] = "operator", ["jti"] = Guid.NewGuid().ToString("N"),
            },
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            SigningCredentials = credentials,
        };
        foreach (var audience in (string[])[.. Described.Services, "gateway"]) descriptor.Audiences.Add(audience);
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private static int PostgresPort(RunningSystem system)
    {
        var file = Directory.EnumerateFiles(system.Folder, "postmaster.pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadLines(file).ElementAt(3), CultureInfo.InvariantCulture);
    }
}
