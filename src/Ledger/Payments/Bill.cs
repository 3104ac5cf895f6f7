using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.Payments;

internal readonly record struct BillId(Guid Value) : IEntityId<BillId>
{
    public static BillId New() => new(Guid.CreateVersion7());

    public static BillId From(Guid value) => new(value);
}

/// <summary>To whom a part of what an entry owes is to be paid, where no booking says it. Written once; it posts nothing.</summary>
internal sealed class Bill
{
    public required BillId Id { get; init; }

    public required string FundCode { get; init; }

    /// <summary>The entry of the journal that owes the money.</summary>
    public required long EntryNumber { get; init; }

    /// <summary>The payee's organisation.</summary>
    public required string Payee { get; init; }

    public required long AmountPence { get; init; }

    /// <summary>The payee's own mark of it, used once.</summary>
    public required string Reference { get; init; }

    public required string RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }
}
