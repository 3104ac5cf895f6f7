using IntegratedCare.Kernel.Database;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Runs a consumer in one transaction with the claim of its message, so that a message heard twice acts once.</summary>
internal sealed class InboxFilter<TEvent>(KernelDb db, MessageSlots slots) : IFilter<ConsumeContext<TEvent>> where TEvent : class
{
    public async Task Send(ConsumeContext<TEvent> context, IPipe<ConsumeContext<TEvent>> next)
    {
        var messageId = context.MessageId
            ?? throw new InvalidOperationException($"A {typeof(TEvent).Name} without a message id cannot be heard once.");
        var queue = context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1];

        using var slot = await slots.TakeAsync(context.CancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var claimed = await db.Database.ExecuteSqlAsync(
            $"insert into inbox_messages (message_id, queue) values ({messageId}, {queue}) on conflict do nothing",
            context.CancellationToken);
        if (claimed == 0) return;

        await next.Send(context);
        await transaction.CommitAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}
