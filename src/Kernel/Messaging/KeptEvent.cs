using System.Text.Json;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>An event in its stored form, for work that writes many rows of the outbox in one statement of its own.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Body">Its members.</param>
public sealed record KeptEvent(string Name, JsonElement Body)
{
    /// <summary>The event as the outbox would hold it.</summary>
    public static KeptEvent Of(object published)
    {
        ArgumentNullException.ThrowIfNull(published);
        var message = OutboxMessage.Of(published);
        return new(message.EventName, JsonElement.Parse(message.Body));
    }
}
