using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegratedCare.Identity.Tests.Passkeys;

/// <summary>A passkey in the hand of a test, which can also answer as no true one would (WebAuthn, ES256, no attestation).</summary>
internal sealed class SoftwareAuthenticator(string origin, string domain) : IDisposable
{
    private const byte UserPresent = 1;
    private const byte UserVerified = 4;
    private const byte HasCredential = 64;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string? userHandle;

    public byte[] Id { get; init; } = RandomNumberGenerator.GetBytes(32);
    public string Origin { get; set; } = origin;
    public string Domain { get; set; } = domain;
    public bool VerifiesUser { get; set; } = true;
    public uint SignCount { get; set; } = 1;
    public bool IsCrossOrigin { get; set; }

    /// <summary>What <c>navigator.credentials.create()</c> answers to the question.</summary>
    public object Create(JsonElement question)
    {
        userHandle = question.GetProperty("user").GetProperty("id").GetString();
        var client = ClientData("webauthn.create", question);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] publicKey = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] credential = [.. new byte[16], (byte)(Id.Length >> 8), (byte)Id.Length, .. Id, .. publicKey];
        var data = AuthenticatorData(HasCredential, credential);
        byte[] attestation =
        [
            0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"),
            0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data,
        ];
        return Credential(new { clientDataJSON = Encode(client), attestationObject = Encode(attestation), transports = new[] { "internal" } });
    }

    /// <summary>What <c>navigator.credentials.get()</c> answers to the question.</summary>
    public object Get(JsonElement question)
    {
        SignCount++;
        var client = ClientData("webauthn.get", question);
        var data = AuthenticatorData(0, []);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Credential(new
        {
            clientDataJSON = Encode(client),
            authenticatorData = Encode(data),
            signature = Encode(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle,
        });
    }

    public void Dispose() => key.Dispose();

    private object Credential(object response) => new
    {
        id = Encode(Id),
        rawId = Encode(Id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    };

    private byte[] ClientData(string type, JsonElement question) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = question.GetProperty("challenge").GetString(),
        origin = Origin,
        crossOrigin = IsCrossOrigin,
    });

    private byte[] AuthenticatorData(byte flags, byte[] rest)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, SignCount);
        var all = (byte)(flags | UserPresent | (VerifiesUser ? UserVerified : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), all, .. count, .. rest];
    }

    // A short text in CBOR.
    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static string Encode(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
