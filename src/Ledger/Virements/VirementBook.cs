using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Virements;

/// <summary>Moves budgets, and holds what is asked to the rules: when it is asked and again when the board approves it.</summary>
/// <remarks>The fund's journal is taken, so that nothing is committed, spent or moved meanwhile.</remarks>
internal sealed class VirementBook(LedgerDb db, ApprovalDesk desk, TimeProvider time)
{
    private DateOnly Today => LondonTime.DateOf(time.GetUtcNow());

    /// <summary>Refuses what may not be moved.</summary>
    public async Task RequireAsync(Fund fund, MakeVirementRequest asked, DateOnly effectiveOn, CancellationToken cancellationToken)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        if (asked.FromProgramme == asked.ToProgramme) throw new DomainException(VirementErrors.SameProgramme);
        if (!fund.HasProgramme(asked.FromProgramme) || !fund.HasProgramme(asked.ToProgramme))
            throw new DomainException(VirementErrors.ProgrammeUnknown);
        if (effectiveOn < Today || !fund.FinancialYear.Covers(effectiveOn))
            throw new DomainException(VirementErrors.EffectiveDateInvalid);

        var free = await FreeBudgetAsync(fund, asked.FromProgramme, effectiveOn, cancellationToken);
        if (asked.AmountPence > free)
            throw new DomainException(VirementErrors.BudgetInUse, $"Free on {effectiveOn:yyyy-MM-dd}: {long.Max(free, 0)} pence.");
    }

    /// <summary>What of a programme's budget is neither committed nor spent, nor divided, nor moved away, on any day that is known.</summary>
    /// <remarks>Each virement out counts from the day it is decided, each one in only once its day has come: nothing is promised twice.</remarks>
    private async Task<long> FreeBudgetAsync(Fund fund, string programme, DateOnly effectiveOn, CancellationToken cancellationToken)
    {
        var agreed = fund.Programmes.Single(p => p.Code == programme).BudgetPence;
        var moved = await db.CertainMovesAsync(fund.Code, programme, effectiveOn, cancellationToken);
        string[] accounts = [Account.Commitments(programme), Account.Expenditure(programme)];
        var used = await db.AccountDays.Where(day => day.FundCode == fund.Code && accounts.Contains(day.Account))
            .SumAsync(day => day.DebitsPence - day.CreditsPence, cancellationToken);
        return checked(agreed + moved - Math.Max(used, await db.DividedBudgetAsync(fund.Code, programme, cancellationToken)));
    }

    /// <summary>Makes what the pooled fund manager may move alone.</summary>
    public Virement Make(Fund fund, MakeVirementRequest asked, (string FundCode, long Pence, long LimitPence) sum, Caller caller)
    {
        var virement = Of(VirementId.New(), fund, asked, asked.EffectiveOn ?? Today);
        desk.Authorise(ApprovalKind.Virement, virement.Source, sum, asked.Reason, caller);
        return virement;
    }

    /// <summary>Makes what a board member approved, from the day that was asked for or the one that the board gives, never before today.</summary>
    /// <returns>Always null: budgets are no part of the journal.</returns>
    public async Task<long?> MakeAsync(Fund fund, Approval approval, DateOnly? decisionEffectiveOn, CancellationToken cancellationToken)
    {
        var asked = approval.Read<MakeVirementRequest>();
        var wanted = decisionEffectiveOn ?? asked.EffectiveOn ?? Today;
        var effectiveOn = decisionEffectiveOn is null && wanted < Today ? Today : wanted;
        await RequireAsync(fund, asked, effectiveOn, cancellationToken);
        desk.Authorise(Of(new(approval.Id.Value), fund, asked, effectiveOn).Source, approval);
        return null;
    }

    private Virement Of(VirementId id, Fund fund, MakeVirementRequest asked, DateOnly effectiveOn) => db.Virements.Add(new()
    {
        Id = id,
        Source = Virement.SourceOf(id),
        FundCode = fund.Code,
        FromProgramme = asked.FromProgramme,
        ToProgramme = asked.ToProgramme,
        AmountPence = asked.AmountPence,
        EffectiveOn = effectiveOn,
        MadeAt = time.GetUtcNow(),
    }).Entity;
}
