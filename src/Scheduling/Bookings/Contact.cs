using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Scheduling.Messages;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>How a person is told of their appointments.</summary>
internal sealed partial record Contact(MessageChannel By, EmailAddress? Email, bool LargePrint, IReadOnlyList<string> AddressLines)
{
    public const int AddressLinesMax = 5;
    private const int AddressLineLengthMax = 100;

    public static Contact Of(PersonEntry entry)
    {
        EmailAddress? email = entry.Email is null ? null
            : EmailAddress.TryParse(entry.Email, out var address) ? address
            : throw new DomainException(PersonErrors.EmailInvalid);
        var lines = entry.AddressLines ?? [];
        if (lines.Any(l => string.IsNullOrWhiteSpace(l) || l.Length > AddressLineLengthMax || !Printable().IsMatch(l)))
            throw new DomainException(PersonErrors.AddressInvalid);

        var by = entry.ContactBy ?? (email is not null ? MessageChannel.Email : UsualBy(entry.Phone));
        if ((by == MessageChannel.Email && email is null) || (by == MessageChannel.Text && !MobileNumber.TryParse(entry.Phone, out _)))
            throw new DomainException(PersonErrors.NotReachableSo);
        return new(by, email, entry.LargePrint ?? false, [.. lines.Select(l => l.Trim())]);
    }

    /// <summary>For whom nobody was asked.</summary>
    public static Contact Usual(string? phone) => new(UsualBy(phone), Email: null, LargePrint: false, AddressLines: []);

    public string ToJson() => JsonSerializer.Serialize(new Kept(By, Email?.Value, LargePrint, AddressLines));

    public static Contact FromJson(string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json) ?? throw new JsonException("A contact reads as null.");
        return new(kept.By, kept.Email is null ? null : new EmailAddress(kept.Email), kept.LargePrint, kept.AddressLines);
    }

    private static MessageChannel UsualBy(string? phone) => MobileNumber.TryParse(phone, out _) ? MessageChannel.Text : MessageChannel.Letter;

    [GeneratedRegex(PersonEntry.Printable)]
    private static partial Regex Printable();

    private sealed record Kept(
        [property: JsonConverter(typeof(JsonStringEnumConverter<MessageChannel>))] MessageChannel By, string? Email, bool LargePrint, IReadOnlyList<string> AddressLines);
}
