using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.Approvals;

namespace IntegratedCare.Ledger.Agreements;

internal readonly record struct AgreementAnswerId(Guid Value) : IEntityId<AgreementAnswerId>
{
    public static AgreementAnswerId New() => new(Guid.CreateVersion7());

    public static AgreementAnswerId From(Guid value) => new(value);
}

/// <summary>What one organisation said to a variation. Written once.</summary>
internal sealed class AgreementAnswer
{
    public required AgreementAnswerId Id { get; init; }

    public required string FundCode { get; init; }

    public required int Version { get; init; }

    public required string OrganisationCode { get; init; }

    public required AnswerKind Kind { get; init; }

    /// <summary>Null: nobody asks why a partner agrees.</summary>
    public string? Reason { get; init; }

    /// <summary>The signed-in person, as the token names them.</summary>
    public required string AnsweredBy { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>A contributing partner's yes or no.</summary>
    /// <param name="version">The variation that is asked about.</param>
    /// <param name="earlier">What was said to it before.</param>
    /// <param name="request">The answer.</param>
    /// <param name="caller">A finance officer.</param>
    /// <param name="now">When.</param>
    public static AgreementAnswer Give(
        AgreementVersion version, IReadOnlyCollection<AgreementAnswer> earlier, AnswerVariationRequest request, Caller caller, DateTimeOffset now)
    {
        if (caller.OrganisationCode is not { } partner || !version.Signatories.Contains(partner))
            throw new DomainException(AgreementErrors.NotASignatory);
        if (caller.IsProgram) throw new DomainException(ApprovalErrors.PersonDecides);
        if (caller.Subject == version.AskedBy) throw new DomainException(AgreementErrors.OwnProposal);
        if (earlier.Any(a => a.OrganisationCode == partner && a.Kind != AnswerKind.Withdrawn)) throw new DomainException(AgreementErrors.Answered);
        RequireOpen(version, earlier);
        return Of(version, partner, request.Agrees ? AnswerKind.Agreed : AnswerKind.Declined, request.Reason, caller, now);
    }

    /// <summary>The host takes the variation back.</summary>
    public static AgreementAnswer Withdraw(
        AgreementVersion version, IReadOnlyCollection<AgreementAnswer> earlier, string reason, Caller caller, DateTimeOffset now)
    {
        if (caller.OrganisationCode != version.HostOrganisationCode) throw new DomainException(AgreementErrors.NotTheHost);
        RequireOpen(version, earlier);
        return Of(version, version.HostOrganisationCode, AnswerKind.Withdrawn, reason, caller, now);
    }

    private static void RequireOpen(AgreementVersion version, IReadOnlyCollection<AgreementAnswer> earlier)
    {
        if (AgreementStanding.Of(version, earlier) != AgreementState.Open) throw new DomainException(AgreementErrors.VariationClosed);
    }

    private static AgreementAnswer Of(
        AgreementVersion version, string organisation, AnswerKind kind, string? reason, Caller caller, DateTimeOffset now) => new()
    {
        Id = AgreementAnswerId.New(),
        FundCode = version.FundCode,
        Version = version.Version,
        OrganisationCode = organisation,
        Kind = kind,
        Reason = reason,
        AnsweredBy = caller.Subject,
        AnsweredAt = now,
    };
}

/// <summary>What can be said to a variation.</summary>
public enum AnswerKind
{
    /// <summary>A contributing partner agrees.</summary>
    Agreed,

    /// <summary>A contributing partner does not: the variation is closed.</summary>
    Declined,

    /// <summary>The host took it back before everybody had agreed.</summary>
    Withdrawn,
}
