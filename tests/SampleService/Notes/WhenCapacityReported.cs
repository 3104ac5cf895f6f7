using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Errors;
using MassTransit;

namespace IntegratedCare.SampleService.Notes;

/// <summary>What goes wrong in the consumer, as a test asks: the service's status word says how.</summary>
internal sealed class Faults
{
    private int failuresLeft;

    public bool Refuses { get; set; }

    public void FailNext(int times) => Interlocked.Exchange(ref failuresLeft, times);

    public bool Fails() => Interlocked.Decrement(ref failuresLeft) >= 0;
}

/// <summary>Writes one note for each message heard.</summary>
internal sealed class WhenCapacityReported(SampleDb db, Faults faults) : IConsumer<CapacityReported>
{
    public async Task Consume(ConsumeContext<CapacityReported> context)
    {
        db.Notes.Add(new()
        {
            Id = NoteId.New(),
            Text = $"{context.Message.ServiceId} {context.MessageId}",
            Tone = NoteTone.Plain,
            WrittenAt = context.Message.ReportedAt,
        });
        await db.SaveChangesAsync(context.CancellationToken);
        if (faults.Refuses) throw new DomainException(NoteErrors.Refused);
        if (faults.Fails()) throw new InvalidOperationException("As the test asked.");
    }
}
