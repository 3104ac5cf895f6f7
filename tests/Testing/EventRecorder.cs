using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using IntegratedCare.Contracts.Scheduling;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntegratedCare.Testing;

/// <summary>Hears every event of Contracts on a virtual host, as the wire carries it.</summary>
public sealed class EventRecorder : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly IConnection connection;
    private readonly ConcurrentQueue<RecordedEvent> heard = new();

    private EventRecorder(IConnection connection) => this.connection = connection;

    /// <summary>Everything heard so far, in the order of arrival.</summary>
    public IReadOnlyList<RecordedEvent> All => [.. heard];

    public static async Task<EventRecorder> StartAsync(Uri broker, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync("event recorder", cancellationToken);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        var exchanges = typeof(BookingConfirmed).Assembly.GetTypes()
            .Select(t => t.GetCustomAttribute<EntityNameAttribute>()?.EntityName).OfType<string>();
        foreach (var exchange in exchanges)
        {
            await channel.ExchangeDeclareAsync(exchange, "fanout", durable: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: cancellationToken);
        }

        var recorder = new EventRecorder(connection);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            recorder.heard.Enqueue(RecordedEvent.Read(message.Body.ToArray()));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        return recorder;
    }

    /// <summary>The events of one kind heard so far.</summary>
    public IReadOnlyList<TEvent> Of<TEvent>() where TEvent : class =>
        [.. heard.Where(e => e.Name == MessageUrn.ForTypeString<TEvent>())
            .Select(e => e.Message.Deserialize<TEvent>(Json)!)];

    /// <summary>The first event of the kind that matches, waited for until the deadline.</summary>
    public async Task<TEvent> NextAsync<TEvent>(Func<TEvent, bool>? match = null, TimeSpan? timeout = null)
        where TEvent : class
    {
        TEvent? found = null;
        await Eventually.Async(() => (found = Of<TEvent>().FirstOrDefault(match ?? (_ => true))) is not null,
            timeout, typeof(TEvent).Name);
        return found ?? throw new InvalidOperationException("Eventually returns only when it is found.");
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}

/// <summary>One message on the wire: its event's name, its id, its content and the whole text.</summary>
public sealed record RecordedEvent(string Name, Guid MessageId, JsonElement Message, string Text)
{
    internal static RecordedEvent Read(byte[] body)
    {
        using var envelope = JsonDocument.Parse(body);
        var root = envelope.RootElement;
        return new(root.GetProperty("messageType")[0].GetString() ?? "", root.GetProperty("messageId").GetGuid(),
            root.GetProperty("message").Clone(), System.Text.Encoding.UTF8.GetString(body));
    }
}
