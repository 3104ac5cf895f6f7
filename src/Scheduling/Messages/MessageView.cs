using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>That a person was told, or is to be: of what, how, and since when it stands so. Never the words.</summary>
public sealed record MessageView(
    Guid Id, MessageKind Kind, MessageChannel Channel, MessageState State, DateTimeOffset CreatedAt, DateTimeOffset StateSince)
{
    internal static MessageView Of(Message message) => new(
        message.Id.Value, message.Kind, message.Channel, message.State,
        LondonTime.ToLondon(message.CreatedAt), LondonTime.ToLondon(message.StateSince));
}
