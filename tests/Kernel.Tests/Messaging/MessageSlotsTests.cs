using IntegratedCare.Kernel.Messaging;

namespace IntegratedCare.Kernel.Tests.Messaging;

public sealed class MessageSlotsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_take_at_most_half_of_the_connections_and_give_them_back()
    {
        using var slots = new MessageSlots();
        var taken = new List<IDisposable>();
        for (var i = 0; i < KernelServices.DatabaseConnectionsMax / 2; i++) taken.Add(await slots.TakeAsync(Token));

        var waiting = slots.TakeAsync(Token);
        Assert.False(waiting.IsCompleted);

        taken[0].Dispose();
        using var last = await waiting;
        Assert.False(slots.TakeAsync(Token).IsCompleted);
    }
}
