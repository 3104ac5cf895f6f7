using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Commitments;

/// <summary>Which commitments by hand; everything may be left out, and what is given must hold.</summary>
/// <param name="State">How far they have come.</param>
/// <param name="Programme">Of one programme.</param>
/// <param name="ProviderId">For one provider.</param>
/// <param name="Neighbourhood">For one neighbourhood.</param>
/// <param name="ExpiringBy">Whose last day is then or earlier.</param>
public readonly record struct CommitmentQuery(
    [property: RegularExpression("^(pending|spent|partSpent|released|expired)$")] string? State,
    [property: RegularExpression(PutFundRequest.CodePattern)] string? Programme,
    Guid? ProviderId,
    [property: StringLength(50)] string? Neighbourhood,
    DateOnly? ExpiringBy);

/// <summary>The commitments of a fund that are no bookings, earliest first.</summary>
internal static class FindCommitments
{
    public static async Task<Ok<Page<CommitmentView>>> Handle(
        string code, [AsParameters] CommitmentQuery query, [AsParameters] PageRequest paging, Caller caller, LedgerDb db,
        CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var orders = db.Orders.AsNoTracking().Where(o => o.FundCode == code);
        if (query.State is { } word)
        {
            var state = Enum.Parse<OrderState>(word, ignoreCase: true);
            orders = orders.Where(o => o.State == state);
        }

        if (query.Programme is { } programme) orders = orders.Where(o => o.ProgrammeCode == programme);
        if (query.ProviderId is { } provider) orders = orders.Where(o => o.ProviderId == provider);
        if (query.Neighbourhood is { } neighbourhood) orders = orders.Where(o => o.NeighbourhoodCode == neighbourhood);
        if (query.ExpiringBy is { } day) orders = orders.Where(o => o.ExpiresOn <= day);
        var page = await orders.OrderBy(o => o.EffectiveOn).ThenBy(o => o.Id).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<CommitmentView>([.. page.Items.Select(CommitmentView.Of)], page.Number, page.PageSize, page.Total));
    }
}

internal static class SeeCommitment
{
    public static async Task<Ok<CommitmentView>> Handle(
        string code, Guid id, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var wanted = new OrderId(id);
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.FundCode == code && o.Id == wanted, cancellationToken)
            ?? throw new DomainException(CommitmentErrors.Unknown);
        return TypedResults.Ok(CommitmentView.Of(order));
    }
}
