namespace IntegratedCare.Ledger.Commitments;

/// <summary>A commitment by hand: what is set aside for a contract or an order, and how it ended.</summary>
/// <remarks>
/// <c>Ended…</c> members are absent while it is pending; <c>EndedBy</c> also where it expired. <c>PendingPence</c> is what is still set aside,
/// <c>ReleasedPence</c> what came back unspent.
/// </remarks>
public sealed record CommitmentView(
    Guid Id,
    string FundCode,
    string Programme,
    string Reference,
    string Supplier,
    Guid? ProviderId,
    string? Neighbourhood,
    OrderState State,
    long AmountPence,
    long PendingPence,
    long SpentPence,
    long ReleasedPence,
    DateOnly EffectiveOn,
    DateOnly? ExpiresOn,
    long EntryNumber,
    DateOnly? EndedOn,
    string? EndedBy,
    long? EndEntryNumber)
{
    internal static CommitmentView Of(Order order) => new(
        order.Id.Value, order.FundCode, order.ProgrammeCode, order.Reference, order.Supplier, order.ProviderId, order.NeighbourhoodCode,
        order.State, order.AmountPence, order.State == OrderState.Pending ? order.AmountPence : 0, order.SpentPence,
        order.State == OrderState.Pending ? 0 : order.AmountPence - order.SpentPence,
        order.EffectiveOn, order.ExpiresOn, order.EntryNumber, order.EndedOn, order.EndedBy, order.EndEntryNumber);
}
