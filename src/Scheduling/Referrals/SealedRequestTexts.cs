using System.Text.Json;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>The texts of a referral as the database holds them, each encrypted and bound to its row.</summary>
internal sealed record SealedRequestTexts
{
    public required byte[] Reason { get; init; }
    public required byte[] CommunicationNeeds { get; init; }
    public required byte[] Needs { get; init; }
    public byte[]? Advice { get; set; }             // null: none was given
    public byte[]? WithdrawalReason { get; set; }   // null: not withdrawn

    public static SealedRequestTexts Of(Referral referral, NeedsEntry? needs, RequestSeal seal) => new()
    {
        Reason = seal.Close(referral.Reason, nameof(Reason)),
        CommunicationNeeds = seal.Close(JsonSerializer.Serialize(referral.CommunicationNeeds), nameof(CommunicationNeeds)),
        Needs = seal.Close(JsonSerializer.Serialize(needs ?? new()), nameof(Needs)),
    };

    public string OpenReason(RequestSeal seal) => seal.Open(Reason, nameof(Reason));

    public IReadOnlyList<string> OpenCommunicationNeeds(RequestSeal seal) =>
        JsonSerializer.Deserialize<List<string>>(seal.Open(CommunicationNeeds, nameof(CommunicationNeeds))) ?? [];

    public NeedsEntry OpenNeeds(RequestSeal seal) => JsonSerializer.Deserialize<NeedsEntry>(seal.Open(Needs, nameof(Needs))) ?? new();

    public string? OpenAdvice(RequestSeal seal) => Advice is null ? null : seal.Open(Advice, nameof(Advice));

    public string? OpenWithdrawalReason(RequestSeal seal) =>
        WithdrawalReason is null ? null : seal.Open(WithdrawalReason, nameof(WithdrawalReason));
}

/// <summary>Encrypts and decrypts the texts of one referral.</summary>
internal readonly record struct RequestSeal(PersonalDataCipher Cipher, ServiceRequestId Request)
{
    public const string Table = "service_requests";

    public RowSeal Row => new(Cipher, Table, Request.Value);

    public byte[] Close(string text, string column) => Row.Close(text, column);

    public string Open(byte[] text, string column) => Row.Open(text, column);
}
