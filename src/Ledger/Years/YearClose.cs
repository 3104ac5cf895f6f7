using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Periods;

namespace IntegratedCare.Ledger.Years;

/// <summary>The end of a fund: what it left, and to which fund. Written once; from then on its journal takes nothing more.</summary>
internal sealed class YearClose
{
    /// <summary>Through which day a fund is closed whose year is: every day.</summary>
    public static readonly DateOnly ForGood = DateOnly.MaxValue;

    public required string FundCode { get; init; }

    public required string NextFundCode { get; init; }

    /// <summary>The day on which the money moved.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The year's result, below zero where it leaves a debt.</summary>
    public required long CarriedForwardPence { get; init; }

    /// <summary>What was set aside and moved.</summary>
    public required long CommittedPence { get; init; }

    /// <summary>The bookings that the next fund pays for from now on.</summary>
    public required int Bookings { get; init; }

    /// <summary>The entries of this fund, and in the same order those of the next one that answer them.</summary>
    public required List<long> EntryNumbers { get; init; }

    public required List<long> NextEntryNumbers { get; init; }

    /// <summary>The signed-in person, as the token names them.</summary>
    public required string ClosedBy { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Refuses a year that is not ready, or a next fund that does not follow.</summary>
    public static void Require(Fund fund, YearPeriods periods, bool isSettled, Fund next, bool isNextClosed)
    {
        if (periods.IsYearClosed) throw new DomainException(YearCloseErrors.Closed);
        if (periods.FirstOpen is { } open) throw new DomainException(YearCloseErrors.PeriodsOpen, $"{open} is open.");
        if (!isSettled) throw new DomainException(YearCloseErrors.RiskShareUnsettled);
        if (next.Class != fund.Class || next.HostOrganisationCode != fund.HostOrganisationCode
            || next.FinancialYear.StartYear != fund.FinancialYear.StartYear + 1)
            throw new DomainException(YearCloseErrors.NextFundUnfit);
        if (isNextClosed) throw new DomainException(YearCloseErrors.NextFundClosed);
    }

    public static YearClose Make(
        CarryForward moved, int bookings, IReadOnlyList<JournalEntry> entries, Caller caller, DateTimeOffset now) => new()
    {
        FundCode = moved.FundCode,
        NextFundCode = moved.NextFundCode,
        EffectiveOn = moved.EffectiveOn,
        CarriedForwardPence = moved.NetPence,
        CommittedPence = moved.CommittedPence,
        Bookings = bookings,
        EntryNumbers = [.. entries.Where(entry => entry.FundCode == moved.FundCode).Select(entry => entry.Number)],
        NextEntryNumbers = [.. entries.Where(entry => entry.FundCode == moved.NextFundCode).Select(entry => entry.Number)],
        ClosedBy = caller.Subject,
        ClosedAt = now,
    };
}
