using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>A partner's answer to a variation. A partner that does not agree says why.</summary>
public sealed record AnswerVariationRequest(bool Agrees, [StringLength(AgreementVersion.ReasonLengthMax)] string? Reason = null)
    : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Agrees && string.IsNullOrWhiteSpace(Reason))
            yield return new("Say why your organisation does not agree.", [nameof(Reason)]);
    }
}

/// <summary>A contributing partner's finance officer agrees to a variation, or does not. With the last agreement it takes effect.</summary>
internal static class AnswerVariation
{
    public static async Task<Ok<AgreementVersionView>> Handle(
        string code, int version, AnswerVariationRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        // The journal first: the last two partners may agree at the same moment, and one of them has to be the last.
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.FundForAsync(code, caller, cancellationToken);
        var asked = await db.AgreementVersionAsync(code, version, cancellationToken);
        var answers = await db.AnswersToAsync(asked, cancellationToken);

        var now = time.GetUtcNow();
        var answer = AgreementAnswer.Give(asked, answers, request, caller, now);
        answers.Add(answer);
        db.AgreementAnswers.Add(answer);
        db.RecordAccess(caller, purpose, request.Agrees ? "agreement.agree" : "agreement.decline", "agreement-version", $"{code}/{version}");
        await db.SaveChangesAsync(cancellationToken);
        var effect = AgreementStanding.Of(asked, answers) == AgreementState.Agreed ? AgreementEffect.OfVariation(asked, now) : null;
        if (effect is not null)
        {
            // After the answer: the database lets a version take effect only once it sees every answer.
            db.AgreementEffects.Add(effect);
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(AgreementVersionView.Of(asked, answers, effect));
    }
}
