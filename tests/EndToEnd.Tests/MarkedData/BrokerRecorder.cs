using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntegratedCare.EndToEnd.Tests.MarkedData;

/// <summary>Hears everything that any exchange of the running broker carries.</summary>
internal sealed class BrokerRecorder : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly ConcurrentQueue<(string Exchange, byte[] Body, string Headers)> heard = new();

    private BrokerRecorder(IConnection connection) => this.connection = connection;

    public IReadOnlyCollection<(string Exchange, byte[] Body, string Headers)> All => heard;

    /// <param name="broker">The broker.</param>
    /// <param name="exchanges">What it carries.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<BrokerRecorder> StartAsync(Uri broker, IEnumerable<string> exchanges, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync("marked data", cancellationToken);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        foreach (var exchange in exchanges)
        {
            // As its publisher would: an event that has not been published yet has no exchange.
            await channel.ExchangeDeclareAsync(exchange, "fanout", durable: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: cancellationToken);
        }

        var recorder = new BrokerRecorder(connection);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            var headers = string.Join('\n', (message.BasicProperties.Headers ?? new Dictionary<string, object?>())
                .Select(h => $"{h.Key}={(h.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : h.Value)}"));
            recorder.heard.Enqueue((message.Exchange, message.Body.ToArray(), headers));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        return recorder;
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}
