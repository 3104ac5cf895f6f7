using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Ledger.Payments;

internal readonly record struct PayeeId(Guid Value) : IEntityId<PayeeId>
{
    public static PayeeId New() => new(Guid.CreateVersion7());

    public static PayeeId From(Guid value) => new(value);
}

/// <summary>An organisation that a host pays, and where its money goes. Written once: a change is a further version, and who made it may not approve a payment by it.</summary>
internal sealed class Payee
{
    public const int FirstVersion = 1;

    public required PayeeId Id { get; init; }

    public required string HostOrganisationCode { get; init; }

    public required string OrganisationCode { get; init; }

    /// <summary>Counts the organisation's versions from 1 without a gap; the highest holds.</summary>
    public required int Version { get; init; }

    public required string Name { get; init; }

    public Guid? ProviderId { get; init; }              // null: no provider of the directory; paid by bills alone

    public required byte[] Details { get; init; }

    public required string PutBy { get; init; }

    public required DateTimeOffset PutAt { get; init; }

    public string Tag => $"\"{Version}\"";

    public static Payee Put(
        string organisation, int version, PutPayeeRequest asked, string host, Caller caller, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var id = PayeeId.New();
        return new()
        {
            Id = id,
            HostOrganisationCode = host,
            OrganisationCode = organisation,
            Version = version,
            Name = asked.Name,
            ProviderId = asked.ProviderId,
            Details = asked.Bank.Seal(cipher, id),
            PutBy = caller.Subject,
            PutAt = now,
        };
    }
}
