namespace IntegratedCare.Ledger.Agreements;

/// <summary>What has become of a version, from what was said to it.</summary>
internal static class AgreementStanding
{
    public static AgreementState Of(AgreementVersion version, IReadOnlyCollection<AgreementAnswer> answers)
    {
        if (answers.Any(answer => answer.Kind == AnswerKind.Declined)) return AgreementState.Declined;
        if (answers.Any(answer => answer.Kind == AnswerKind.Withdrawn)) return AgreementState.Withdrawn;
        return Missing(version, answers).Any() ? AgreementState.Open : AgreementState.Agreed;
    }

    /// <summary>The partners whose answer is missing.</summary>
    public static IEnumerable<string> Missing(AgreementVersion version, IReadOnlyCollection<AgreementAnswer> answers) =>
        version.Signatories.Except(answers.Where(answer => answer.Kind == AnswerKind.Agreed).Select(answer => answer.OrganisationCode));
}

/// <summary>What has become of a version.</summary>
public enum AgreementState
{
    /// <summary>It waits for partners' answers.</summary>
    Open,

    /// <summary>Every partner that has to agree has done so: it holds from its day on, until a later one does.</summary>
    Agreed,

    /// <summary>A partner did not agree.</summary>
    Declined,

    /// <summary>The host took it back.</summary>
    Withdrawn,
}
