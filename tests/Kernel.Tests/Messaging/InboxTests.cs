using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.SampleService.Notes;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Tests.Messaging;

public sealed class InboxTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private readonly Faults faults = sample.Host.Services.GetRequiredService<Faults>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_delivered_twice_acts_once()
    {
        var (heard, id) = (Event(), Guid.CreateVersion7());

        await sample.Host.PublishAsync(heard, id);
        await sample.Host.PublishAsync(heard, id);
        await sample.Host.PublishAsync(heard, Guid.CreateVersion7());

        await NotesAsync(heard, 2);
        Assert.Equal(2, await sample.CountAsync($"select count(*) from notes where text like '{heard.ServiceId}%'", Cancelled));
    }

    [Fact]
    public async Task A_consumer_that_fails_leaves_nothing_behind_and_tries_again()
    {
        var heard = Event();
        faults.FailNext(2);

        await sample.Host.PublishAsync(heard);

        await NotesAsync(heard, 1);
    }

    [Fact]
    public async Task A_consumer_that_fails_for_longer_gets_the_message_again_later()
    {
        var heard = Event();
        faults.FailNext(4);     // once and three quick retries; the fifth try comes from the delay queue

        await sample.Host.PublishAsync(heard);

        await NotesAsync(heard, 1);
    }

    [Fact]
    public async Task A_refused_message_lies_in_the_error_queue_until_an_operator_plays_it_again()
    {
        var heard = Event();
        using var operations = sample.Host.Client(Roles.Operator);
        const string queue = "/operations/ledger/error-queues/ledger.capacity-reported_error";
        faults.Refuses = true;
        await sample.Host.PublishAsync(heard);
        await Eventually.Async(async () => await WaitingAsync(operations) == 1);

        var failed = await operations.GetFromJsonAsync<JsonElement>(new Uri(queue, UriKind.Relative), Cancelled);
        faults.Refuses = false;
        using var replay = await operations.PostAsync(new Uri($"{queue}/replay", UriKind.Relative), null, Cancelled);

        Assert.Contains("DomainException", failed[0].GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await replay.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("moved").GetInt32());
        await NotesAsync(heard, 1);
        Assert.Equal(0, await WaitingAsync(operations));
    }

    [Fact]
    public async Task An_error_queue_of_another_service_is_unknown()
    {
        using var operations = sample.Host.Client(Roles.Operator);

        using var answer = await operations.PostAsync(
            new Uri("/operations/ledger/error-queues/quality.x_error/replay", UriKind.Relative), null, Cancelled);

        await Problem.AssertAsync(answer, System.Net.HttpStatusCode.NotFound, "error-queue.unknown");
    }

    private static CapacityReported Event()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new(Guid.NewGuid(), "green", now, now.AddDays(1));
    }

    private Task NotesAsync(CapacityReported heard, int count) => Eventually.Async(async () =>
        await sample.CountAsync($"select count(*) from notes where text like '{heard.ServiceId}%'", Cancelled) == count);

    private static async Task<int> WaitingAsync(HttpClient operations)
    {
        var status = await operations.GetFromJsonAsync<JsonElement>(
            new Uri("/operations/ledger/status", UriKind.Relative), Cancelled);
        return status.GetProperty("errorQueues").EnumerateArray().Sum(q => q.GetProperty("messages").GetInt32());
    }
}
