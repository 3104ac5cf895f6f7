using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Statements;

/// <summary>What a statement is for.</summary>
public enum StatementKind
{
    /// <summary>What one partner needs for its own accounts: what it agreed, owes and paid, and its share of the whole.</summary>
    Partner,

    /// <summary>The pooled fund manager's quarterly report (SI 2000/617, regulation 7(4)).</summary>
    Quarterly,

    /// <summary>The pooled fund manager's annual return (SI 2000/617, regulation 7(4)).</summary>
    Annual,

    /// <summary>A return of the shape of the Better Care Fund's: schemes, their types and the sources of their money.</summary>
    BetterCareFund,
}

/// <summary>What is asked for: which kind, for which days, and for whom.</summary>
internal sealed record StatementSubject(StatementKind Kind, StatementPeriod Period, string? Partner)
{
    /// <summary>Reads what a caller asks for, or refuses it.</summary>
    public static StatementSubject Of(string? kind, string? period, string? partner)
    {
        var asked = Kinds.FirstOrDefault(known => known.Word == kind);
        if (asked.Word is null) throw new DomainException(StatementErrors.KindUnknown);
        if (!StatementPeriod.TryParse(period, out var days) || !Suits(asked.Kind, days)) throw new DomainException(StatementErrors.PeriodInvalid);
        if ((asked.Kind == StatementKind.Partner) != (partner is not null)) throw new DomainException(StatementErrors.PartnerMissing);
        return new(asked.Kind, days, partner);
    }

    public static string WordOf(StatementKind kind) => Kinds.First(known => known.Kind == kind).Word;

    private static readonly (string Word, StatementKind Kind)[] Kinds =
    [
        ("partner", StatementKind.Partner), ("quarterly", StatementKind.Quarterly), ("annual", StatementKind.Annual),
        ("betterCareFund", StatementKind.BetterCareFund),
    ];

    private static bool Suits(StatementKind kind, StatementPeriod period) => kind switch
    {
        StatementKind.Partner => true,
        StatementKind.Quarterly => period.Months == 3,
        StatementKind.Annual => period.Months == 12,
        StatementKind.BetterCareFund => period.Months >= 3,
    };
}
