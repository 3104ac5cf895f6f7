using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Virements;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Spending;

/// <summary>How a programme's budget is divided from now on; what is left out has no line any more.</summary>
public sealed record PutBudgetLinesRequest([MaxLength(PutFundRequest.ListLengthMax), Every] IReadOnlyList<BudgetLineTerms> Lines);

/// <summary>A neighbourhood's code or a provider's id, and its part of the budget.</summary>
public sealed record BudgetLineTerms(
    [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]{0,49}$")] string Part,
    [Range(1, PutFundRequest.PenceMax)] long AmountPence);

/// <summary>The pooled fund manager divides a programme's budget by neighbourhood or by provider.</summary>
internal static class PutBudgetLines
{
    public static async Task<Ok<BudgetLinesView>> Handle(
        string code, string programme, string division, PutBudgetLinesRequest request, HttpContext http, Caller caller, Purpose purpose,
        LedgerDb db, Bookkeeper bookkeeper, TimeProvider time, CancellationToken cancellationToken)
    {
        var by = BudgetDivision.Of(division);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var standing = await db.BudgetLinesAsync(fund, programme, by, cancellationToken);
        StateTag.Require(http.Request, standing.Lines.Count == 0 ? null : standing);
        await RequireAsync(db, time, fund, programme, by, request.Lines, cancellationToken);

        await db.BudgetLines.Where(l => l.FundCode == code && l.ProgrammeCode == programme && l.Division == by)
            .ExecuteDeleteAsync(cancellationToken);
        db.BudgetLines.AddRange(request.Lines.Select(line => new BudgetLine
        {
            FundCode = code, ProgrammeCode = programme, Division = by, Part = line.Part, AmountPence = line.AmountPence,
        }));
        db.RecordAccess(caller, purpose, "budget-lines.put", "programme", $"{code}/{programme}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var view = await db.BudgetLinesAsync(fund, programme, by, cancellationToken);
        if (view.Lines.Count > 0) http.Response.Headers.ETag = StateTag.Of(view);
        return TypedResults.Ok(view);
    }

    private static async Task RequireAsync(
        LedgerDb db, TimeProvider time, Fund fund, string programme, SpendingDivision division, IReadOnlyList<BudgetLineTerms> lines,
        CancellationToken cancellationToken)
    {
        if (lines.DistinctBy(line => line.Part, StringComparer.OrdinalIgnoreCase).Count() < lines.Count)
            throw new DomainException(SpendingErrors.ListedTwice);
        if (division == SpendingDivision.Provider)
        {
            var known = await db.CareServices.Where(s => s.ProviderId != null).Select(s => s.ProviderId).Distinct().ToListAsync(cancellationToken);
            // As the database writes it: the part is compared with it as text.
            var texts = known.ConvertAll(id => id.GetValueOrDefault().ToString()).ToHashSet(StringComparer.Ordinal);
            if (lines.Any(line => !texts.Contains(line.Part))) throw new DomainException(SpendingErrors.ProviderUnknown);
        }

        var budget = fund.Programmes.Single(p => p.Code == programme).BudgetPence
            + await db.CertainMovesAsync(fund.Code, programme, LondonTime.DateOf(time.GetUtcNow()), cancellationToken);
        if (lines.Sum(line => line.AmountPence) > budget)
            throw new DomainException(SpendingErrors.ExceedsBudget, $"The budget is {budget} pence.");
    }
}

internal static class BudgetDivision
{
    /// <summary>The division that a route names, or the refusal where it is none.</summary>
    public static SpendingDivision Of(string word) => word switch
    {
        "neighbourhood" => SpendingDivision.Neighbourhood,
        "provider" => SpendingDivision.Provider,
        _ => throw new DomainException(SpendingErrors.DivisionUnknown),
    };
}

internal static class SeeBudgetLines
{
    public static async Task<Ok<BudgetLinesView>> Handle(
        string code, string programme, string division, HttpContext http, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var view = await db.BudgetLinesAsync(fund, programme, BudgetDivision.Of(division), cancellationToken);
        if (view.Lines.Count > 0) http.Response.Headers.ETag = StateTag.Of(view);
        return TypedResults.Ok(view);
    }

    public static async Task<BudgetLinesView> BudgetLinesAsync(
        this LedgerDb db, Fund fund, string programme, SpendingDivision division, CancellationToken cancellationToken)
    {
        if (!fund.HasProgramme(programme)) throw new DomainException(SpendingErrors.ProgrammeUnknown);
        var lines = await db.BudgetLines.AsNoTracking()
            .Where(l => l.FundCode == fund.Code && l.ProgrammeCode == programme && l.Division == division)
            .ToListAsync(cancellationToken);
        return new(fund.Code, programme, division,
            [.. lines.OrderBy(l => l.Part, StringComparer.Ordinal).Select(l => new BudgetLineTerms(l.Part, l.AmountPence))]);
    }
}

/// <summary>How a programme's budget is divided.</summary>
public sealed record BudgetLinesView(string FundCode, string Programme, SpendingDivision Division, IReadOnlyList<BudgetLineTerms> Lines);
