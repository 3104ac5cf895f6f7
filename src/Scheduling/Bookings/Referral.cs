using System.Text.Json;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>How soon the person should be seen, as the referrer judged it.</summary>
public enum Priority { Routine, Soon, Urgent }

/// <summary>Why the person is sent on after a consultation, and what helps them to be understood.</summary>
internal sealed record Referral(
    DateOnly ConsultedOn, Priority Priority, string Reason, IReadOnlyList<string> CommunicationNeeds)
{
    private const int NeedLengthMax = 200;

    public static Referral Of(ReferralEntry entry, IReadOnlyList<string>? needs, Person person, DateOnly today)
    {
        if (entry.ConsultedOn > today) throw new DomainException(ReferralErrors.ConsultedInTheFuture);
        if (entry.ConsultedOn < person.DateOfBirth) throw new DomainException(ReferralErrors.ConsultedBeforeBirth);
        if (needs?.Any(n => string.IsNullOrWhiteSpace(n) || n.Length > NeedLengthMax) is true)
            throw new DomainException(ReferralErrors.CommunicationNeedInvalid);
        return new(entry.ConsultedOn, entry.Priority, entry.Reason.Trim(), needs ?? []);
    }
}

/// <summary>The clinical text of a referral as the database holds it.</summary>
internal sealed record SealedReferral
{
    public required byte[] Reason { get; init; }
    public required byte[] CommunicationNeeds { get; init; }

    public static SealedReferral Of(Referral referral, BookingSeal seal) => new()
    {
        Reason = seal.Close(referral.Reason, nameof(Reason)),
        CommunicationNeeds = seal.Close(JsonSerializer.Serialize(referral.CommunicationNeeds), nameof(CommunicationNeeds)),
    };

    public string OpenReason(BookingSeal seal) => seal.Open(Reason, nameof(Reason));

    public IReadOnlyList<string> OpenNeeds(BookingSeal seal) =>
        JsonSerializer.Deserialize<List<string>>(seal.Open(CommunicationNeeds, nameof(CommunicationNeeds))) ?? [];
}
