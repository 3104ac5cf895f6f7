using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>One version of an agreement with its terms, and what became of it.</summary>
/// <remarks>Without <c>InForceFrom</c> it is not agreed and does not hold. <c>Missing</c> names the partners that have not agreed.</remarks>
public sealed record AgreementVersionView(
    string FundCode,
    int Version,
    AgreementState State,
    DateOnly EffectiveFrom,
    DateOnly? InForceFrom,
    string Reason,
    DateTimeOffset AskedAt,
    DateTimeOffset? AgreedAt,
    AgreementTerms Terms,
    IReadOnlyList<AgreementAnswerView> Answers,
    IReadOnlyList<string> Missing)
{
    internal static async Task<AgreementVersionView> ReadAsync(LedgerDb db, AgreementVersion version, CancellationToken cancellationToken) =>
        Of(version, await db.AnswersToAsync(version, cancellationToken), await db.AgreementEffects.AsNoTracking()
            .SingleOrDefaultAsync(e => e.FundCode == version.FundCode && e.Version == version.Version, cancellationToken));

    internal static AgreementVersionView Of(AgreementVersion version, IReadOnlyCollection<AgreementAnswer> answers, AgreementEffect? effect) => new(
        version.FundCode,
        version.Version,
        AgreementStanding.Of(version, answers),
        version.EffectiveFrom,
        effect?.InForceFrom,
        version.Reason,
        version.AskedAt,
        effect?.AgreedAt,
        version.Terms,
        [.. answers.Select(a => new AgreementAnswerView(a.OrganisationCode, a.Kind, a.Reason, a.AnsweredAt))],
        [.. AgreementStanding.Missing(version, answers)]);
}

/// <summary>What one organisation said, and when.</summary>
public sealed record AgreementAnswerView(string Organisation, AnswerKind Answer, string? Reason, DateTimeOffset AnsweredAt);

/// <summary>One version in a list; its terms are at its own address.</summary>
public sealed record AgreementSummaryView(
    int Version, AgreementState State, DateOnly EffectiveFrom, DateOnly? InForceFrom, string Reason, DateTimeOffset AskedAt,
    IReadOnlyList<string> Missing)
{
    internal static AgreementSummaryView Of(AgreementVersion version, IReadOnlyCollection<AgreementAnswer> answers, AgreementEffect? effect) => new(
        version.Version, AgreementStanding.Of(version, answers), version.EffectiveFrom, effect?.InForceFrom, version.Reason, version.AskedAt,
        [.. AgreementStanding.Missing(version, answers)]);
}
