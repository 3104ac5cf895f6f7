using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>Which version of an agreement binds the partners on a day.</summary>
internal static class AgreementsInForce
{
    /// <summary>The version in force on the day; null: none has begun yet, or the term is over.</summary>
    public static async Task<AgreementVersion?> AgreementInForceAsync(
        this LedgerDb db, string fundCode, DateOnly day, CancellationToken cancellationToken)
    {
        var begun = await db.AgreementsOf(fundCode, day).FirstOrDefaultAsync(cancellationToken);
        return begun?.HasEndedBy(day) == true ? null : begun;
    }

    /// <summary>The last version that has been agreed, whether or not its day has come; null: none is on file.</summary>
    public static async Task<(AgreementVersion Version, AgreementEffect Effect)?> LastAgreedAsync(
        this LedgerDb db, string fundCode, CancellationToken cancellationToken)
    {
        var version = await db.AgreementsOf(fundCode, DateOnly.MaxValue).FirstOrDefaultAsync(cancellationToken);
        if (version is null) return null;

        var effect = await db.AgreementEffects.AsNoTracking()
            .SingleAsync(e => e.FundCode == fundCode && e.Version == version.Version, cancellationToken);
        return (version, effect);
    }

    /// <summary>The version of that number, or the refusal where there is none.</summary>
    public static async Task<AgreementVersion> AgreementVersionAsync(
        this LedgerDb db, string fundCode, int number, CancellationToken cancellationToken) =>
        await db.AgreementVersions.AsNoTracking().SingleOrDefaultAsync(v => v.FundCode == fundCode && v.Version == number, cancellationToken)
        ?? throw new DomainException(AgreementErrors.VersionUnknown);

    public static Task<List<AgreementAnswer>> AnswersToAsync(
        this LedgerDb db, AgreementVersion version, CancellationToken cancellationToken) =>
        db.AgreementAnswers.AsNoTracking()
            .Where(a => a.FundCode == version.FundCode && a.Version == version.Version)
            .OrderBy(a => a.Id)
            .ToListAsync(cancellationToken);

    // Days never run backwards from one version to the next, so the highest number that has begun is the one that holds.
    private static IQueryable<AgreementVersion> AgreementsOf(this LedgerDb db, string fundCode, DateOnly day) =>
        from effect in db.AgreementEffects
        join version in db.AgreementVersions.AsNoTracking()
            on new { effect.FundCode, effect.Version } equals new { version.FundCode, version.Version }
        where effect.FundCode == fundCode && effect.InForceFrom <= day
        orderby effect.Version descending
        select version;
}
