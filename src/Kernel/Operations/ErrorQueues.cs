using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IntegratedCare.Kernel.Operations;

/// <summary>What could not be handled: an operator sees it, mends the cause and plays it again.</summary>
internal sealed class ErrorQueues(Broker broker, IReadOnlyList<HeardQueue> queues)
{
    private const int ReplayMax = 10_000;
    private const int PeekMax = 50;

    private static readonly DomainError Unknown =
        new("error-queue.unknown", "This service has no such error queue.", ErrorKind.NotFound);

    /// <summary>The error queues that hold something.</summary>
    public async Task<IReadOnlyList<ErrorQueueView>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        var filled = new List<ErrorQueueView>();
        foreach (var queue in queues)
        {
            var messages = await CountAsync(connection, queue.ErrorQueue, cancellationToken);
            if (messages > 0) filled.Add(new(queue.ErrorQueue, messages));
        }

        return filled;
    }

    /// <summary>Why the first messages of an error queue failed; never what they say.</summary>
    public async Task<IReadOnlyList<FailedMessageView>> PeekAsync(string name, CancellationToken cancellationToken)
    {
        var queue = Find(name);
        await using var connection = await ConnectAsync(cancellationToken);
        if (await CountAsync(connection, queue.ErrorQueue, cancellationToken) == 0) return [];

        // Messages that are not acknowledged go back to the queue when the channel closes.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var seen = new List<FailedMessageView>();
        while (seen.Count < PeekMax
            && await channel.BasicGetAsync(queue.ErrorQueue, autoAck: false, cancellationToken) is { } message)
        {
            var headers = message.BasicProperties.Headers;
            seen.Add(new(message.BasicProperties.MessageId, Text(headers, "MT-Fault-ExceptionType"),
                Text(headers, "MT-Fault-Timestamp")));
        }

        return seen;
    }

    /// <summary>Moves what the error queue holds now back to the queue it failed in; the number of messages moved.</summary>
    public async Task<int> ReplayAsync(string name, CancellationToken cancellationToken)
    {
        var queue = Find(name);
        await using var connection = await ConnectAsync(cancellationToken);
        var waiting = Math.Min(await CountAsync(connection, queue.ErrorQueue, cancellationToken), ReplayMax);
        if (waiting == 0) return 0;

        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken);
        var moved = 0;
        while (moved < waiting
            && await channel.BasicGetAsync(queue.ErrorQueue, autoAck: false, cancellationToken) is { } message)
        {
            // The confirm is awaited before the acknowledgement: a crash in between leaves two copies, which the inbox folds into one.
            await channel.BasicPublishAsync("", queue.Name, mandatory: true, Unmarked(message), message.Body, cancellationToken);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
            moved++;
        }

        return moved;
    }

    private HeardQueue Find(string name) => queues.SingleOrDefault(q => q.ErrorQueue == name) ?? throw new DomainException(Unknown);

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await broker.ConnectAsync("operations", cancellationToken);
        }
        catch (BrokerUnreachableException e)
        {
            throw new ServiceUnavailableException("The broker is out of reach.", e);
        }
    }

    private static async Task<int> CountAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        // Asking for a queue that does not exist yet closes the channel, so each question has its own.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (int)(await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }

    private static BasicProperties Unmarked(BasicGetResult message) => new(message.BasicProperties)
    {
        Headers = (message.BasicProperties.Headers ?? new Dictionary<string, object?>())
            .Where(h => !h.Key.StartsWith("MT-Fault", StringComparison.Ordinal)
                && !h.Key.StartsWith("x-", StringComparison.Ordinal)
                && h.Key is not (MassTransit.MessageHeaders.RedeliveryCount or MassTransit.MessageHeaders.Reason))
            .ToDictionary(h => h.Key, h => h.Value),
    };

    private static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value)
            ? value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
                _ => value?.ToString(),
            }
            : null;
}

/// <summary>An error queue and how many messages lie in it.</summary>
public sealed record ErrorQueueView([property: Required] string Queue, int Messages);

/// <summary>A message that could not be handled: its id, the kind of failure and when. Its content stays in the broker.</summary>
public sealed record FailedMessageView(string? MessageId, string? Failure, string? FailedAt);

/// <summary>How many messages were moved back to their queue.</summary>
public sealed record ReplayView(int Moved);
